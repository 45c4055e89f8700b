@NullMarked
package io.breakwater.chaos.network;

import org.jspecify.annotations.NullMarked;
