package io.breakwater.chaos.planted;

import static io.breakwater.chaos.planted.Change.answered;
import static io.breakwater.chaos.planted.Change.answering;
import static io.breakwater.chaos.planted.Change.given;
import static io.breakwater.chaos.planted.Plant.simulated;

import io.breakwater.chaos.check.Invariant;
import io.breakwater.chaos.cluster.Journal;
import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.Standing;
import io.breakwater.waterfall.bank.Bank;
import io.breakwater.waterfall.payouts.Payouts;
import io.breakwater.waterfall.posting.Holds;
import io.breakwater.waterfall.posting.Marks;
import io.breakwater.waterfall.posting.Outbox;
import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Incarnation;
import io.breakwater.waterfall.process.Incarnation.Current;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.receipts.Finding;
import io.breakwater.waterfall.receipts.Receipts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Bugs in how anything arrives, is persisted and is answered. */
final class ProtocolPlants {

    private ProtocolPlants() {}

    static List<Plant> all() {
        List<Plant> all = new ArrayList<>(journal());
        all.addAll(channels());
        all.addAll(requests());
        return all;
    }

    private static List<Plant> journal() {
        return List.of(
                simulated(
                        "fence off",
                        Invariant.HISTORY,
                        1004,
                        20,
                        "The simulated journal stores what a replaced writer writes, behind what its successor wrote.",
                        given("chaos.cluster.Journal#append", 0, ProtocolPlants::behind)),
                simulated(
                        "reply before persist",
                        Invariant.EXACTLY_ONCE,
                        1,
                        20,
                        "An entity answers when it has decided, before its event is stored.",
                        answered("waterfall.process.Incarnation#carry", ProtocolPlants::answeredEarly)),
                simulated(
                        "acknowledgement before apply",
                        Invariant.LIVENESS,
                        1013,
                        20,
                        "An account acknowledges postings before the event that takes them is stored.",
                        answered("waterfall.process.Incarnation#carry", ProtocolPlants::sentEarly)),
                simulated(
                        "snapshot missing a field",
                        Invariant.FOLD,
                        1,
                        20,
                        "The snapshot of an account is kept without its holds.",
                        snapshot(Account.class, account -> Inside.with(account, "holds", Holds.NONE))),
                simulated(
                        "dedup lost on snapshot",
                        Invariant.FOLD,
                        1,
                        20,
                        "The snapshot of payouts is kept without the receipts of requests.",
                        snapshot(Payouts.class, payouts -> Inside.with(payouts, "receipts", Receipts.none()))),
                simulated(
                        "obligations lost on snapshot",
                        Invariant.FOLD,
                        1004,
                        20,
                        "The snapshot of a bank stream is kept without what accounts have not acknowledged.",
                        snapshot(Bank.class, bank -> Inside.with(bank, "outbox", Outbox.EMPTY))));
    }

    private static List<Plant> channels() {
        return List.of(
                simulated(
                        "posting taken twice",
                        Invariant.CHANNELS,
                        1,
                        20,
                        "An account does not move its mark when it takes a posting.",
                        answered(
                                "waterfall.posting.Marks#with",
                                (Call call, Marks after) ->
                                        call.self(Marks.class).bySource().size() % 2 == 0
                                                ? after
                                                : call.self(Marks.class))),
                simulated(
                        "posting refused after its entry",
                        Invariant.CONSERVATION,
                        1,
                        20,
                        "An account in default does not apply the cash of a posting, and acknowledges it.",
                        answered("waterfall.account.AccountEvent$Posted#applyTo", ProtocolPlants::refused)),
                simulated(
                        "stale read with a fresh token",
                        Invariant.READS,
                        1,
                        20,
                        "An account answers a read at once, whatever the reader says that it knows already.",
                        answering("waterfall.posting.Marks#hasApplied", true)));
    }

    private static List<Plant> requests() {
        return List.of(simulated(
                "dedup off",
                Invariant.EXACTLY_ONCE,
                4,
                20,
                "A request that was decided before is decided again under the same id.",
                answered(
                        "waterfall.receipts.Receipts#find",
                        (Call call, Finding<?> found) ->
                                found instanceof Finding.Repeated ? new Finding.Unseen<>() : found)));
    }

    private static Journal.Row behind(Call call, Journal.Row row) {
        Journal journal = call.self(Journal.class);
        long next = journal.rows(row.entity()).size() + 1L;
        Map<EntityId, String> claims = Inside.get(journal, "claims");
        claims.put(row.entity(), row.writer());
        return new Journal.Row(row.entity(), next, row.event(), row.cause(), row.writer(), row.decided(), row.at());
    }

    private static Optional<Object> answeredEarly(Call call, Optional<Object> decided) {
        decided.ifPresent(each -> {
            Reaction<?, ?> reaction = Inside.get(each, "reaction");
            Incarnation.Carrier<Object> carrier = Inside.get(call.self(Incarnation.class), "carrier");
            io.breakwater.waterfall.process.Admission.Waiting<?, ?> question = Inside.get(each, "question");
            Optional<Message> reply = reaction.reply();
            question.asker().ifPresent(asker -> reply.ifPresent(word -> carrier.answer(asker, word)));
        });
        return decided;
    }

    private static Optional<Object> sentEarly(Call call, Optional<Object> decided) {
        decided.ifPresent(each -> {
            Reaction<?, ?> reaction = Inside.get(each, "reaction");
            Incarnation.Carrier<Object> carrier = Inside.get(call.self(Incarnation.class), "carrier");
            for (Send send : reaction.sends()) {
                carrier.send(send, new Cause("entity/early", Optional.empty(), "early"));
            }
        });
        return decided;
    }

    private static Account refused(Call call, Account after) {
        Account before = call.argument(0, Account.class);
        return !(before.standing() instanceof Standing.Good) ? Inside.with(after, "cash", before.cash()) : after;
    }

    /** Snapshots of this state are kept as another one. */
    private static <S> Change snapshot(Class<S> type, UnaryOperator<S> other) {
        return given(
                "chaos.cluster.Journal#keep",
                1,
                (Call call, Current<?> kept) -> type.isInstance(kept.state())
                        ? new Current<Object>(kept.number(), other.apply(type.cast(kept.state())))
                        : kept);
    }
}
