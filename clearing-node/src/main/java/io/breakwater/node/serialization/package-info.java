/**
 * How values become bytes: events as readable JSON under logical names that no refactoring can change, snapshots and
 * the messages between nodes under names derived from their records.
 */
@NullMarked
package io.breakwater.node.serialization;

import org.jspecify.annotations.NullMarked;
