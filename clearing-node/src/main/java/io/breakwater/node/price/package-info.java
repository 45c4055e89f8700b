/** The price service at run time. */
@NullMarked
package io.breakwater.node.price;

import org.jspecify.annotations.NullMarked;
