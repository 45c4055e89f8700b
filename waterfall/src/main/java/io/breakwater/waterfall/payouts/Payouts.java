package io.breakwater.waterfall.payouts;

import io.breakwater.waterfall.bucket.Owing;
import io.breakwater.waterfall.payouts.Payout.Stage;
import io.breakwater.waterfall.payouts.PayoutMessage.Verdict;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.Hold.Reserved.MoneyHeld;
import io.breakwater.waterfall.posting.HoldBook;
import io.breakwater.waterfall.posting.HoldId;
import io.breakwater.waterfall.posting.Outbox;
import io.breakwater.waterfall.posting.StopSubject;
import io.breakwater.waterfall.posting.Stops;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.receipts.Receipt;
import io.breakwater.waterfall.receipts.Receipts;
import io.breakwater.waterfall.table.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The state of the payouts of one bucket.
 *
 * @param number the last event
 * @param open payouts that are requested or in transit, by number, at most {@link #OPEN}
 * @param settled those with the largest numbers that are paid or failed, at most {@link #SETTLED}; for reading only
 * @param holds what accounts are asked for
 * @param banks the last line that each bank has told of, and what was made of it
 * @param stops what is refused
 */
public record Payouts(
        EntityId self,
        long number,
        Table<Long, Payout> open,
        Table<Long, Payout> settled,
        HoldBook holds,
        Table<EntityId, LastLine> banks,
        Receipts<PayoutDecision> receipts,
        Stops stops,
        Outbox outbox)
        implements Owing {

    /** Payouts under way at once. */
    public static final int OPEN = 256;

    /** Payouts of one account that are not decided. */
    public static final int UNDECIDED = 64;

    /** Payouts that can still be read when they are settled; the others are in the journal. */
    public static final int SETTLED = 64;

    /** Requests that were decided, beyond which no new withdrawal is taken, so that the snapshot stays below 1 MiB. */
    public static final int RECEIPTS = 1_500;

    /** A bank's last line and what was made of it. */
    public record LastLine(long line, Verdict verdict) {}

    @Override
    public boolean owesNothing() {
        return outbox.isSettled() && open.isEmpty() && holds.lines().isEmpty();
    }

    static Payouts empty(EntityId self) {
        return new Payouts(
                self,
                0,
                Table.empty(),
                Table.empty(),
                HoldBook.EMPTY,
                Table.empty(),
                Receipts.none(),
                Stops.NONE,
                Outbox.EMPTY);
    }

    /** The account on which money waits for the bank's word. */
    public EntityId transit() {
        return EntityId.of(EntityKind.ACCOUNT, "transit:" + self.key());
    }

    /** A payout that is under way, by its full id. */
    Optional<Payout> find(PayoutId id) {
        return open.find(id.number()).filter(payout -> payout.id().equals(id));
    }

    /** What a bank was or is to be told about a line, when that line was heard before. */
    Optional<Verdict> known(PayoutMessage.Settle word) {
        return banks.find(word.bank())
                .filter(last -> word.line() <= last.line())
                .map(LastLine::verdict);
    }

    boolean isStopped(EntityId account, String member) {
        return stops.forbid(Set.of(new StopSubject.OfAccount(account), new StopSubject.OfMember(member)));
    }

    /** Payouts of this account that wait for its word. */
    long undecided(EntityId account) {
        return open.values().stream()
                .filter(payout ->
                        payout.stage() == Stage.REQUESTED && payout.account().equals(account))
                .count();
    }

    boolean hasRoomForReceipt(Optional<HouseInstant> house) {
        return receipts.answered(house) < RECEIPTS;
    }

    Payouts requested(PayoutsEvent.Requested event, long eventNumber) {
        PayoutId id = new PayoutId(Integer.parseInt(self.key()), eventNumber);
        Payout payout = new Payout(
                id,
                event.principal(),
                event.request(),
                event.member(),
                event.account(),
                event.amount(),
                Stage.REQUESTED);
        Hold hold = new Hold(new HoldId(self, eventNumber), List.of(new MoneyHeld(event.amount())));
        Receipt<PayoutDecision> receipt =
                Receipt.answered(event.request(), event.digest(), new PayoutDecision.Pending(id), event.keptAt());
        return with(open.with(eventNumber, payout), settled)
                .with(holds.asked(event.account(), hold))
                .with(receipts.keep(event.principal(), receipt));
    }

    Payouts takenOff(PayoutsEvent.TakenOff event, long eventNumber) {
        Payout payout = open.find(event.payout().number()).orElseThrow();
        return with(open.with(payout.id().number(), payout.at(Stage.IN_TRANSIT)), settled)
                .decided(payout, new PayoutDecision.Accepted(payout.id(), eventNumber), event.keptAt());
    }

    Payouts declined(PayoutsEvent.Declined event) {
        Payout payout = open.find(event.payout().number()).orElseThrow();
        long hold = payout.id().number();
        HoldBook book = event.release() ? holds.releasing(payout.account(), hold) : holds.gone(payout.account(), hold);
        PayoutDecision decision = new PayoutDecision.Declined(payout.id(), event.reason(), event.detail());
        return with(open.without(hold), settled).with(book).decided(payout, decision, event.keptAt());
    }

    Payouts settled(PayoutMessage.Settle word) {
        long settledNumber = word.payout().number();
        Stage stage = word.outcome() == PayoutOutcome.PAID ? Stage.PAID : Stage.FAILED;
        Payout payout = open.find(settledNumber).orElseThrow().at(stage);
        Table<Long, Payout> newest = settled.with(settledNumber, payout);
        while (newest.size() > SETTLED) {
            newest = newest.without(newest.first().map(Map.Entry::getKey).orElseThrow());
        }
        return with(open.without(settledNumber), newest);
    }

    Payouts heard(PayoutMessage.Settle word, Verdict verdict) {
        Table<EntityId, LastLine> next = banks.with(word.bank(), new LastLine(word.line(), verdict));
        return new Payouts(self, number, open, settled, holds, next, receipts, stops, outbox);
    }

    Payouts voided(PayoutsEvent.RequestVoided event) {
        return with(receipts.keep(event.principal(), Receipt.voided(event.request(), event.keptAt())));
    }

    /** The receipt of a request, kept on from its decision; one that was forgotten meanwhile stays so. */
    private Payouts decided(Payout payout, PayoutDecision decision, Optional<Instant> keptAt) {
        return receipts.byPrincipal()
                .find(payout.principal())
                .flatMap(window -> window.receipts().find(payout.request()))
                .flatMap(receipt -> digest(receipt.outcome()))
                .map(digest -> Receipt.answered(payout.request(), digest, decision, keptAt))
                .map(receipt -> with(receipts.keep(payout.principal(), receipt)))
                .orElse(this);
    }

    private static Optional<String> digest(Receipt.Outcome<PayoutDecision> outcome) {
        return outcome instanceof Receipt.Outcome.Answered<PayoutDecision> answered
                ? Optional.of(answered.digest())
                : Optional.empty();
    }

    private Payouts with(Table<Long, Payout> nextOpen, Table<Long, Payout> nextSettled) {
        return new Payouts(self, number, nextOpen, nextSettled, holds, banks, receipts, stops, outbox);
    }

    Payouts with(HoldBook next) {
        return new Payouts(self, number, open, settled, next, banks, receipts, stops, outbox);
    }

    private Payouts with(Receipts<PayoutDecision> next) {
        return new Payouts(self, number, open, settled, holds, banks, next, stops, outbox);
    }

    Payouts with(Stops next) {
        return new Payouts(self, number, open, settled, holds, banks, receipts, next, outbox);
    }

    /** After an event, everything but channels, used holds and the number moved on already. */
    Payouts after(Numbered<PayoutsEvent> event) {
        HoldBook left = holds.consumed(event.event());
        return new Payouts(self, event.number(), open, settled, left, banks, receipts, stops, outbox.after(event));
    }
}
