/** Trade streams of venues at run time. */
@NullMarked
package io.breakwater.node.trades;

import org.jspecify.annotations.NullMarked;
