/** What breaks a run: kinds of faults, schedules of them drawn from a seed or read from a file, and who carries them out. */
@NullMarked
package io.breakwater.chaos.nemesis;

import org.jspecify.annotations.NullMarked;
