/**
 * The fenced journal: the record of every event of every entity, which two writers can never continue at once, and the
 * metadata that says who caused each event. The Pekko plugin here knows no database; it writes through
 * {@link io.breakwater.node.journal.JournalStore}.
 */
@NullMarked
package io.breakwater.node.journal;

import org.jspecify.annotations.NullMarked;
