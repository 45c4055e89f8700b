/**
 * The command line: one class per command, and nothing that decides. Standard output belongs to the command; whatever
 * goes wrong is one line on standard error.
 */
@NullMarked
package io.breakwater.node.cli;

import org.jspecify.annotations.NullMarked;
