/** The load driver's way to the house: requests over gRPC, many at once, and the founding of a house to be measured. */
@NullMarked
package io.breakwater.bench.api;

import org.jspecify.annotations.NullMarked;
