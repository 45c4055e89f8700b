/**
 * A simulated cluster: nodes with clocks of their own, a network and a journal, in one thread and in virtual time. The
 * entities run by the very rules and in the very order in which a node carries them out; what is simulated is what lies
 * around them. Everything that happens follows from one seed.
 */
@NullMarked
package io.breakwater.chaos.cluster;

import org.jspecify.annotations.NullMarked;
