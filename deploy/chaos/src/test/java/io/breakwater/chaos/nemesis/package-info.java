@NullMarked
package io.breakwater.chaos.nemesis;

import org.jspecify.annotations.NullMarked;
