package io.breakwater.chaos.planted;

import static io.breakwater.chaos.planted.Change.answered;
import static io.breakwater.chaos.planted.Change.answering;
import static io.breakwater.chaos.planted.Plant.alone;
import static io.breakwater.chaos.planted.Plant.audited;

import io.breakwater.node.journal.Chain;
import io.breakwater.node.journal.EventBatch;
import io.breakwater.node.journal.StoredEvent;
import io.breakwater.waterfall.account.AccountEntity;
import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.account.AccountInput;
import io.breakwater.waterfall.account.AccountMemory;
import io.breakwater.waterfall.posting.Marks;
import io.breakwater.waterfall.process.Admission;
import io.breakwater.waterfall.process.Reaction;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bugs that no run of minutes shows, or that lie outside of what is simulated. */
final class UnitPlants {

    private static final Map<Object, Long> COUNTED = new HashMap<>();

    private UnitPlants() {}

    static List<Plant> all() {
        return List.of(
                alone(
                        "posting channel gap ignored",
                        "ChannelChecker",
                        "An account takes a posting though the one before it has not arrived.",
                        answering("waterfall.posting.Delivery#after", 0L)),
                alone(
                        "mark forgotten when an episode closes",
                        "ChannelChecker",
                        "An account that forgets the marks of closed episodes forgets that they are closed.",
                        answered(
                                "waterfall.posting.Marks#closedBelow/1",
                                (Call call, Marks after) -> new Marks(after.bySource(), 0))),
                alone(
                        "fingerprint replaced by the plain sum",
                        "FingerprintChecker",
                        "Lots are added up as they are, so a matched pair that is missing leaves no trace.",
                        answering("waterfall.fingerprint.FingerprintKey#weight", 1L)),
                alone(
                        "\"not applied\" answered without a void",
                        "StatusChecker",
                        "Who asks about an unknown request is told that it was not applied, and nothing is persisted.",
                        answered(
                                "waterfall.account.AccountRules#status",
                                (Call call, Reaction<AccountMemory, AccountEvent> reaction) -> new Reaction<
                                        AccountMemory, AccountEvent>(
                                        reaction.memory(), Optional.empty(), reaction.reply(), reaction.sends()))),
                alone(
                        "receipt floor ignored",
                        "ReceiptChecker",
                        "An id that is older than all that is remembered counts as new.",
                        answered(
                                "waterfall.receipts.Receipts#trim",
                                (Call call, Record window) -> Inside.with(window, "floor", Optional.empty()))),
                alone(
                        "shed request applied later",
                        "GateChecker",
                        "A request that is told that there is too much to do waits all the same.",
                        answered("waterfall.process.Admission#offer", UnitPlants::queued)),
                alone(
                        "journal partition counted in memory",
                        "JournalChecker",
                        "The partition of a write follows from how many this instance has written.",
                        answered("node.journal.Partitions#of", UnitPlants::counted)),
                audited(
                        "chain without previous hash",
                        "5 history",
                        1,
                        1,
                        "The link of a row covers the row alone.",
                        answered("node.journal.EventBatch#continuing", UnitPlants::unlinked)));
    }

    /** Its asker has been told already where there was no room. */
    @SuppressWarnings("unchecked") // what waits before an account are inputs of an account
    private static @Nullable Object queued(Call call, @Nullable Object nothing) {
        Admission.Waiting<AccountInput, Long> next = (Admission.Waiting<AccountInput, Long>) call.argument(0);
        Deque<Object> queue = Inside.call(
                call.target(),
                "waitingIn",
                AccountEntity.type().lane().apply(next.envelope().body()));
        if (!queue.contains(next)) {
            queue.add(next);
        }
        return nothing;
    }

    private static Long counted(Call call, Long partition) {
        return COUNTED.merge(System.identityHashCode(call.target()), 1L, Long::sum) / 512;
    }

    private static EventBatch unlinked(Call call, EventBatch batch) {
        List<Chain> links = new ArrayList<>();
        for (StoredEvent event : batch.events()) {
            links.add(Chain.GENESIS.next(event.persistenceId(), event.sequenceNumber(), event.payload()));
        }
        return new EventBatch(batch.writeId(), batch.previous(), batch.events(), links);
    }
}
