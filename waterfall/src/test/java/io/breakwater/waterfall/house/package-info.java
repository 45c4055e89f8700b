/** The house: its members, the defaults it declares, and what members owe it. */
@NullMarked
package io.breakwater.waterfall.house;

import org.jspecify.annotations.NullMarked;
