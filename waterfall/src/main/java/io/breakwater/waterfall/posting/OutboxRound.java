package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.posting.Outbox.Owed;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.process.Tending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One tending of a source's channels: what is new goes out at once, what was not answered goes out again when its pause
 * is over, and what is no longer in memory is asked back from the journal. One message in flight per account.
 *
 * @param closedBelow what the messages say about closed episodes
 */
public record OutboxRound(EntityId source, Outbox outbox, long closedBelow, Duration uptime) {

    /** Unanswered messages after which an account's page is given up for others. */
    private static final int PATIENCE = 3;

    /** Sends what is due. */
    public Tending<OutboxMemory> tend(OutboxMemory memory) {
        List<Send> sends = new ArrayList<>();
        OutboxMemory next = memory;
        for (EntityId account : memory.dispatch().fresh().keySet()) {
            next = next.withDispatch(next.dispatch().withoutFresh(account));
            next = send(next, account, sends);
        }
        int repeated = 0;
        for (Map.Entry<Dispatch.Turn, EntityId> row : next.dispatch().repeats().entrySet()) {
            if (repeated == Dispatch.REPEATS_AT_ONCE || row.getKey().at().compareTo(uptime) > 0) {
                break;
            }
            next = send(next.withDispatch(next.dispatch().settled(row.getValue())), row.getValue(), sends);
            repeated++;
        }
        Rereading before = next.rereading();
        next = next.withRereading(before.ask(uptime));
        boolean asked = !next.rereading().open().equals(before.open());
        Optional<Long> reread = asked ? next.rereading().open().map(Rereading.Asked::from) : Optional.empty();
        return new Tending<>(next, sends, reread, again(next));
    }

    private OutboxMemory send(OutboxMemory memory, EntityId account, List<Send> sends) {
        Lane lane = memory.lanes().find(account).orElse(Lane.IDLE);
        Optional<Owed> owed = outbox.owed().find(account);
        if (owed.isEmpty()
                || lane.stopped()
                || lane.start(owed.get()) > owed.get().last()) {
            return owed.isEmpty() && !lane.stopped() ? memory.withoutLane(account) : memory;
        }
        List<Delivery> deliveries = memory.deliverable(account, owed.get());
        if (deliveries.isEmpty()) {
            long from = lane.knownTo(owed.get()) + 1;
            return memory.withRereading(memory.rereading().with(account, from));
        }
        sends.add(new Send(account, new PostingsMessage(source, account, closedBelow, deliveries)));
        Lane sent = lane.sent(deliveries.get(deliveries.size() - 1).number());
        Lane kept = sent.unanswered() > PATIENCE ? sent.withoutPage() : sent;
        Duration at = uptime.plus(Dispatch.pause(sent.unanswered()));
        return memory.withLane(account, kept).withDispatch(memory.dispatch().repeatAt(account, at));
    }

    private Optional<Duration> again(OutboxMemory memory) {
        Optional<Duration> repeat = memory.dispatch().untilRepeat(uptime);
        boolean waiting =
                !memory.heard().marks().isEmpty() || !memory.rereading().from().isEmpty();
        Optional<Duration> look = waiting ? Optional.of(Heard.PATIENCE) : Optional.empty();
        return repeat.filter(at -> look.filter(other -> other.compareTo(at) < 0).isEmpty())
                .or(() -> look);
    }
}
