/** Where the house closes positions at run time, one desk for each instrument. */
@NullMarked
package io.breakwater.node.desk;

import org.jspecify.annotations.NullMarked;
