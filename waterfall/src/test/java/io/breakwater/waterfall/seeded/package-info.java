/** Property tests over seeded random inputs. A failure names the seed that replays it. */
@NullMarked
package io.breakwater.waterfall.seeded;

import org.jspecify.annotations.NullMarked;
