package io.breakwater.node.audit;

import io.breakwater.node.journal.Head;
import io.breakwater.node.journal.JournalRow;
import io.breakwater.node.scenario.report.DemoReport.AuditFindings;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One audit of a whole journal. Accounts are read before their sources, so that what a source has booked above an
 * account's mark is in flight and the cut is consistent even while the house works. What is kept in memory are sums, one
 * entity's figures at a time, and per account and source sixteen bytes a delivery.
 */
public final class Audit {

    private final JournalSource source;
    private final Verdicts verdicts = new Verdicts();
    private final List<Check> checks;
    private long events;

    private Audit(JournalSource source) {
        this.source = source;
        this.checks = List.of(
                new HistoryCheck(verdicts),
                new AttributionCheck(verdicts),
                new FoldCheck(verdicts, this::closing),
                new ConservationCheck(verdicts),
                new SettlementCheck(verdicts),
                new ChannelCheck(verdicts, this::inFlight),
                new RequestCheck(verdicts),
                new GrantCheck(verdicts),
                new CallCheck(verdicts),
                new FlushCheck(verdicts),
                new EpisodeCheck(verdicts),
                new LossCheck(verdicts),
                new CapCheck(verdicts),
                new DeleveragingCheck(verdicts),
                new CauseCheck(verdicts),
                new PayerCheck(verdicts));
    }

    /** Reads everything once and says of each invariant whether it holds. */
    public static AuditFindings of(JournalSource source) {
        return new Audit(source).findings();
    }

    private AuditFindings findings() {
        String account = EntityKind.ACCOUNT.word() + "|";
        source.persistenceIds().stream().filter(id -> id.startsWith(account)).forEach(this::read);
        // Listed anew: what an account has taken meanwhile is from a source that is on this list.
        source.persistenceIds().stream().filter(id -> !id.startsWith(account)).forEach(this::read);
        checks.forEach(Check::finish);
        return verdicts.findings(events);
    }

    private void read(String persistenceId) {
        Optional<EntityId> entity = entity(persistenceId);
        if (entity.isEmpty()) {
            verdicts.violated(Invariant.HISTORY, persistenceId + " is the id of no entity");
            return;
        }
        EntityId id = entity.get();
        checks.forEach(check -> check.begin(id));
        source.read(persistenceId, new JournalSource.Rows() {
            @Override
            public void row(JournalRow row) {
                Audit.this.row(id, row);
            }

            @Override
            public void partition(Head head, long deletedTo) {
                checks.forEach(check -> check.partition(id, head, deletedTo));
            }
        });
        checks.forEach(check -> check.end(id));
    }

    private void row(EntityId entity, JournalRow row) {
        events++;
        checks.forEach(check -> check.row(entity, row));
        try {
            Object event = source.event(row.event().payload());
            AuditedEvent audited = new AuditedEvent(
                    entity, row.sequenceNumber(), event, row.event().attribution());
            checks.forEach(check -> guarded(check, audited));
        } catch (RuntimeException unreadable) {
            String why = "is no event that can be read: " + reason(unreadable);
            verdicts.violated(Invariant.HISTORY, entity, row.sequenceNumber(), why);
        }
    }

    /** Figures that cannot even be added up violate what the check stands for. */
    private void guarded(Check check, AuditedEvent event) {
        try {
            check.event(event);
        } catch (RuntimeException impossible) {
            verdicts.violated(check.invariant(), event, "cannot be computed with: " + impossible);
        }
    }

    private void closing(AccountClosing closing) {
        tell(check -> check.closing(closing));
    }

    private void inFlight(Posting posting) {
        tell(check -> check.inFlight(posting));
    }

    private void tell(Consumer<Check> word) {
        checks.forEach(word);
    }

    private static Optional<EntityId> entity(String persistenceId) {
        try {
            return Optional.of(EntityId.parse(persistenceId));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    /** The innermost reason: what a constructor has refused is more telling than that reading failed. */
    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            innermost = cause;
        }
        return String.valueOf(innermost.getMessage()).lines().findFirst().orElse("");
    }
}
