/**
 * Reads scenarios and price paths from files. A file is taken whole or refused with every flaw named, each in one line
 * {@code file:line:column: what is wrong}; nothing is guessed, rounded or skipped.
 */
@NullMarked
package io.breakwater.node.scenario.file;

import org.jspecify.annotations.NullMarked;
