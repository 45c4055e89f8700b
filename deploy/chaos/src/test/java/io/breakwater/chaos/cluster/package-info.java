/** What the simulated cluster rests on. */
@NullMarked
package io.breakwater.chaos.cluster;

import org.jspecify.annotations.NullMarked;
