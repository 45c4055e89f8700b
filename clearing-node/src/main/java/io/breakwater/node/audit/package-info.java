/**
 * The auditor: reads a whole journal, computes every sum from the figures in the events themselves, and says of each
 * invariant whether it holds. It shares the core's event model with the node and, of the entities, only how events fold.
 */
@NullMarked
package io.breakwater.node.audit;

import org.jspecify.annotations.NullMarked;
