package io.breakwater.waterfall.bucket;

import io.breakwater.waterfall.bucket.BucketAnswer.Wake;
import io.breakwater.waterfall.bucket.BucketMessage.Tick;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.process.Tending;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a bucket. An account is told that it is enlisted only when that is persisted or cannot be undone at the
 * number it asked with; outages are answered only after the bucket has persisted its own presence past the deadline, so
 * that no second instance can know of more. An answer goes to the entity that asked, else to the caller. ADR 0001, 0007.
 */
public final class BucketMachine implements Machine<Bucket, BucketMemory, BucketMessage, BucketEvent> {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    @Override
    public Bucket initial(EntityId self) {
        return Bucket.empty(self);
    }

    @Override
    public BucketMemory wake(Bucket bucket) {
        return BucketMemory.START;
    }

    @Override
    public Reaction<BucketMemory, BucketEvent> react(
            Bucket bucket, BucketMemory memory, Envelope<BucketMessage> input, Now now) {
        return input.body().at(new BucketTurn(bucket, memory, input.from(), now));
    }

    @Override
    public Bucket apply(Bucket bucket, Numbered<BucketEvent> event) {
        return event.event().applyTo(bucket);
    }

    @Override
    public Tending<BucketMemory> tend(Bucket bucket, BucketMemory memory, Now now) {
        if (bucket.enlisted().isEmpty()) {
            return Tending.idle(memory);
        }
        WakeRound.Step step = memory.waking().step(bucket.enlisted(), now.uptime());
        List<Send> wakes = step.now().stream()
                .map(account -> new Send(account, new Wake(account)))
                .toList();
        Duration untilNext = step.rest().next().minus(now.uptime());
        boolean sooner = untilNext.compareTo(LOOK_AGAIN) < 0;
        return new Tending<>(
                memory.with(step.rest()), wakes, Optional.empty(), Optional.of(sooner ? untilNext : LOOK_AGAIN));
    }

    @Override
    public BucketMessage tick() {
        return new Tick();
    }
}
