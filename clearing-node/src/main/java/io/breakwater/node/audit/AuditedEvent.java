package io.breakwater.node.audit;

import io.breakwater.node.journal.Attribution;
import io.breakwater.waterfall.process.EntityId;
import java.util.Optional;

/** One event with where it stands in the journal and who caused it. */
record AuditedEvent(EntityId entity, long number, Object event, Optional<Attribution> by) {}
