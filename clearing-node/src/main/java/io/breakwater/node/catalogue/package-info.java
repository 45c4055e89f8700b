/** The catalogue of instruments and collateral at run time. */
@NullMarked
package io.breakwater.node.catalogue;

import org.jspecify.annotations.NullMarked;
