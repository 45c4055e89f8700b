/** The sweep against the accounts' own rules, and a node whose accounts are judged by what the price service says. */
@NullMarked
package io.breakwater.node.risk;

import org.jspecify.annotations.NullMarked;
