package io.breakwater.waterfall.house;

import io.breakwater.waterfall.bucket.Buckets;
import io.breakwater.waterfall.posting.OutboxMemory;
import io.breakwater.waterfall.posting.OutboxRound;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.process.Tending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The house: it keeps members and their contributions, declares defaults and freezes their subjects, gives turns to draw,
 * assesses the survivors and collects what members owe. One input makes at most one event; what has come due by itself is
 * done one step at a time, the next at the next input or tick.
 */
public final class HouseRules implements Machine<House, HouseMemory, HouseInput, HouseEvent> {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration NEXT_STEP = Duration.ofMillis(50);

    private final SortedSet<EntityId> payouts = new TreeSet<>();
    private final SortedSet<EntityId> buckets = new TreeSet<>();

    public HouseRules() {
        this(Buckets.COUNT);
    }

    /** A house whose accounts and withdrawals are in so many buckets. */
    HouseRules(int count) {
        for (int bucket = 0; bucket < count; bucket++) {
            payouts.add(EntityId.of(EntityKind.PAYOUTS, Integer.toString(bucket)));
            buckets.add(EntityId.of(EntityKind.BUCKET, Integer.toString(bucket)));
        }
    }

    @Override
    public House initial(EntityId self) {
        return House.empty(self);
    }

    @Override
    public HouseMemory wake(House house) {
        return HouseMemory.awake(house);
    }

    @Override
    public Reaction<HouseMemory, HouseEvent> react(
            House house, HouseMemory memory, Envelope<HouseInput> input, Now now) {
        return input.body().reactOn(new HouseTurn(house, memory, now, payouts, buckets));
    }

    @Override
    public House apply(House house, Numbered<HouseEvent> event) {
        return event.event().applyTo(house, event.number()).after(event);
    }

    @Override
    public HouseMemory persisted(HouseMemory memory, Numbered<HouseEvent> event) {
        HouseMemory next = memory.with(memory.outbox().persisted(event));
        return event.event() instanceof HouseEvent.DefaultDeclared of
                ? next.with(next.pool()
                        .without(of.declared().declaration().accounts().keySet()))
                : next;
    }

    @Override
    public Tending<HouseMemory> tend(House house, HouseMemory memory, Now now) {
        long closedBelow = house.defaults().firstOpen();
        Tending<OutboxMemory> postings =
                new OutboxRound(house.self(), house.outbox(), closedBelow, now.uptime()).tend(memory.outbox());
        List<Send> sends = new ArrayList<>(postings.sends());
        HouseTurn turn = new HouseTurn(house, memory.with(postings.memory()), now, payouts, buckets);
        turn = turn.with(turn.declaring().say(sends));
        turn = turn.with(turn.pooling().say(sends));
        turn = turn.with(turn.stops().say(sends));
        turn = turn.with(turn.flushing().say(sends));
        turn = turn.with(turn.collecting().say(sends));
        boolean calls = memory.pool().roll().isPresent();
        boolean waits = !house.owesNothing() || !memory.pool().waiting().isEmpty();
        boolean step = turn.progress().event().isPresent();
        Optional<Duration> look = waits ? Optional.of(calls ? PoolTurn.PACE : LOOK_AGAIN) : Optional.empty();
        Optional<Duration> soonest = step ? Optional.of(NEXT_STEP) : look;
        Optional<Duration> again = postings.again()
                .filter(at -> soonest.filter(other -> other.compareTo(at) <= 0).isEmpty())
                .or(() -> soonest);
        return new Tending<>(turn.memory(), sends, postings.reread(), again);
    }

    @Override
    public HouseMemory reread(HouseMemory memory, List<Numbered<HouseEvent>> events) {
        return memory.with(memory.outbox().reread(events));
    }

    @Override
    public HouseInput tick() {
        return new HouseInput.Tick();
    }
}
