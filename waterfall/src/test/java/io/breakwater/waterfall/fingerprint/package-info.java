@NullMarked
package io.breakwater.waterfall.fingerprint;

import org.jspecify.annotations.NullMarked;
