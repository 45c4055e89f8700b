/**
 * The house of a demo: node processes on this machine that live no longer than the demo, and how its progress is shown.
 * What is played on it, and by which rules, is the scenario's and its driver's.
 */
@NullMarked
package io.breakwater.node.demo;

import org.jspecify.annotations.NullMarked;
