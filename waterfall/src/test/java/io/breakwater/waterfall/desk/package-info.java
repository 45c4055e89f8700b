@NullMarked
package io.breakwater.waterfall.desk;

import org.jspecify.annotations.NullMarked;
