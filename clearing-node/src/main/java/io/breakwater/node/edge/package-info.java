/**
 * The public API: who is calling, what they may call, and the one mapping between the rules' answers and the wire. The
 * only package that knows both the protocol's stubs and the core.
 */
@NullMarked
package io.breakwater.node.edge;

import org.jspecify.annotations.NullMarked;
