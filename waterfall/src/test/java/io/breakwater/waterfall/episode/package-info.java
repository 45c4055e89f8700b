/** Tests of episodes: one default against a scripted house, and all layers over random houses. */
@NullMarked
package io.breakwater.waterfall.episode;

import org.jspecify.annotations.NullMarked;
