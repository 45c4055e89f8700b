/** Default auctions at run time. */
@NullMarked
package io.breakwater.node.auction;

import org.jspecify.annotations.NullMarked;
