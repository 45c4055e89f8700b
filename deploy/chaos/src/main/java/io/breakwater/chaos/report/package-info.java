/** A run for people and for build servers: one page with a picture, JUnit XML, a summary. */
@NullMarked
package io.breakwater.chaos.report;

import org.jspecify.annotations.NullMarked;
