/** The command {@code breakwater chaos}: sets up a house, lets it work, breaks it, heals it, and judges it. */
@NullMarked
package io.breakwater.chaos.cli;

import org.jspecify.annotations.NullMarked;
