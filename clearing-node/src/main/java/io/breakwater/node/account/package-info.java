/** Clearing accounts at run time: which messages are inputs of an account, and in which order they wait at its gate. */
@NullMarked
package io.breakwater.node.account;

import org.jspecify.annotations.NullMarked;
