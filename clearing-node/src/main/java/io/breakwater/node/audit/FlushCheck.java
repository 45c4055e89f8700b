package io.breakwater.node.audit;

import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.bank.BankEvent;
import io.breakwater.waterfall.posting.SourceEvent;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Invariant 8, of expiry: every bank that an expired call names was asked for exactly this deadline, and everything that
 * it had recorded for the account before it was asked had been applied before the call expired.
 */
final class FlushCheck implements Check {

    private final Verdicts verdicts;
    private final Map<EntityId, Long> marks = new HashMap<>();
    private final SortedMap<EntityId, List<Awaited>> awaited = new TreeMap<>();
    private final Map<EntityId, Long> recorded = new HashMap<>();
    private long flushes;

    /** An answer of a bank on which an expiry rests, until the bank's own event is found. */
    private record Awaited(AuditedEvent expiry, EntityId account, String call, long lastOwed, long mark) {}

    FlushCheck(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    @Override
    public Invariant invariant() {
        return Invariant.CALLS;
    }

    @Override
    public void begin(EntityId entity) {
        marks.clear();
        recorded.clear();
    }

    @Override
    public void event(AuditedEvent event) {
        if (event.event() instanceof AccountEvent.Posted posted) {
            posted.received().stream()
                    .filter(from -> from.source().kind() == EntityKind.BANK)
                    .forEach(from -> marks.put(from.source(), from.mark().number()));
        } else if (event.event() instanceof AccountEvent.CallExpired expired) {
            String call = expired.call().number() + "@" + expired.deadline();
            expired.flushed().forEach((bank, lastOwed) -> awaited.computeIfAbsent(bank, first -> new ArrayList<>())
                    .add(new Awaited(event, event.entity(), call, lastOwed, marks.getOrDefault(bank, 0L))));
        } else if (event.event() instanceof BankEvent.Flushed flushed) {
            flushed(event, flushed);
        } else if (event.entity().kind() == EntityKind.BANK && event.event() instanceof SourceEvent source) {
            Bookings.byAccount(source.entries()).keySet().forEach(account -> recorded.put(account, event.number()));
        }
    }

    @Override
    public void finish() {
        awaited.forEach((bank, answers) -> answers.forEach(answer -> verdicts.violated(
                Invariant.CALLS,
                answer.expiry(),
                "rests on an answer of " + bank + " about call " + answer.call()
                        + " that it did not give, or gave with a deposit that was not applied")));
        verdicts.compared(Invariant.CALLS, flushes + " answers of banks found");
    }

    private void flushed(AuditedEvent event, BankEvent.Flushed flushed) {
        List<Awaited> answers = awaited.computeIfAbsent(event.entity(), nobody -> new ArrayList<>());
        long before = recorded.getOrDefault(flushed.account(), 0L);
        boolean found = answers.removeIf(answer -> answer.account().equals(flushed.account())
                && answer.call().equals(flushed.call())
                && answer.lastOwed() == flushed.lastOwed()
                && before <= answer.mark());
        flushes += found ? 1 : 0;
    }
}
