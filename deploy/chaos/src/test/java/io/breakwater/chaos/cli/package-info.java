@NullMarked
package io.breakwater.chaos.cli;

import org.jspecify.annotations.NullMarked;
