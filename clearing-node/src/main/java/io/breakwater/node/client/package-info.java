/** What every program that speaks to a node needs: one attempt at a call, ids for requests, the reasons in errors. */
@NullMarked
package io.breakwater.node.client;

import org.jspecify.annotations.NullMarked;
