/**
 * What an account must have and what it has: margin models with their rates, the requirement with its parts, and the
 * figures of an account against it. Requirements round up once at the border of a model; prices are signed throughout.
 */
@NullMarked
package io.breakwater.waterfall.margin;

import org.jspecify.annotations.NullMarked;
