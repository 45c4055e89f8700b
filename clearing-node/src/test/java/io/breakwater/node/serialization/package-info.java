/** The journal as a published format: every event that was ever written still reads. */
@NullMarked
package io.breakwater.node.serialization;

import org.jspecify.annotations.NullMarked;
