package io.breakwater.waterfall.trades;

import io.breakwater.waterfall.fingerprint.FingerprintKey;
import io.breakwater.waterfall.posting.Acknowledgement;
import io.breakwater.waterfall.posting.OutboxMemory;
import io.breakwater.waterfall.posting.OutboxRound;
import io.breakwater.waterfall.posting.StopId;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Tending;
import io.breakwater.waterfall.trades.TradesReply.Outcome;
import io.breakwater.waterfall.trades.TradesReply.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Registers a venue's batches, in order and once each. Whatever is wrong with a trade refuses that trade alone, and the
 * refusal is part of the batch's answer for ever; it is never refused for want of margin. Its acknowledgement is durable
 * before it is given, and needs no house time.
 *
 * <p>A stop that stands refuses what concerns its subject, both legs. All stops are hard so far: one that lets a trade
 * pass because it makes a position smaller would be decided in {@link TradeChecks}, from what travels with the batch.
 */
public final class TradeRules implements Machine<TradeStream, OutboxMemory, TradesInput, TradesEvent> {

    private final FingerprintKey key;

    /**
     * The rules of a house.
     *
     * @param key weighs accounts in the fingerprint with which a stream answers a stop of an instrument
     */
    public TradeRules(FingerprintKey key) {
        this.key = key;
    }

    @Override
    public TradeStream initial(EntityId self) {
        return TradeStream.empty(self);
    }

    @Override
    public OutboxMemory wake(TradeStream stream) {
        return OutboxMemory.awake(stream.outbox());
    }

    @Override
    public Reaction<OutboxMemory, TradesEvent> react(
            TradeStream stream, OutboxMemory memory, Envelope<TradesInput> input, Now now) {
        if (input.body() instanceof TradesInput.SubmitTrades batch) {
            return submit(stream, memory, batch);
        }
        if (input.body() instanceof TradesInput.Place place) {
            return place(stream, memory, place.stop());
        }
        if (input.body() instanceof TradesInput.Lift lift) {
            return lift(stream, memory, lift.stop());
        }
        if (input.body() instanceof TradesInput.Acknowledged acknowledged) {
            return noted(memory.acknowledged(stream.outbox(), acknowledged.word(), now.uptime()), now);
        }
        if (input.body() instanceof TradesInput.Contradicted contradicted) {
            return Reaction.none(memory.contradicted(contradicted.word()));
        }
        return noted(memory, now);
    }

    @Override
    public TradeStream apply(TradeStream stream, Numbered<TradesEvent> event) {
        return event.event().applyTo(stream, event.number()).after(event, key);
    }

    @Override
    public OutboxMemory persisted(OutboxMemory memory, Numbered<TradesEvent> event) {
        return memory.persisted(event);
    }

    @Override
    public Tending<OutboxMemory> tend(TradeStream stream, OutboxMemory memory, Now now) {
        return new OutboxRound(stream.self(), stream.outbox(), 0, now.uptime()).tend(memory);
    }

    @Override
    public OutboxMemory reread(OutboxMemory memory, List<Numbered<TradesEvent>> events) {
        return memory.reread(events);
    }

    @Override
    public TradesInput tick() {
        return new TradesInput.Tick();
    }

    private static Reaction<OutboxMemory, TradesEvent> submit(
            TradeStream stream, OutboxMemory memory, TradesInput.SubmitTrades batch) {
        long next = stream.lastSequence() + 1;
        if (batch.sequence() > next) {
            return refused(memory, Reason.SEQUENCE_OUT_OF_ORDER, next);
        }
        if (batch.sequence() == next) {
            return register(stream, memory, batch);
        }
        Optional<TradeStream.Registered> known = stream.recent().find(batch.sequence());
        if (known.isEmpty()) {
            return refused(memory, Reason.SEQUENCE_TOO_OLD, next);
        }
        return known.get().digest().equals(batch.digest())
                ? Reaction.answer(memory, answer(batch, known.get(), true))
                : refused(memory, Reason.SEQUENCE_REUSED, next);
    }

    private static Reaction<OutboxMemory, TradesEvent> register(
            TradeStream stream, OutboxMemory memory, TradesInput.SubmitTrades batch) {
        Novation novation = Novation.of(batch, stream.stops());
        if (!stream.outbox().hasRoomFor(novation.entries())) {
            return refused(memory, Reason.TOO_MANY_LAGGING, batch.sequence());
        }
        TradesEvent.TradesRegistered event = new TradesEvent.TradesRegistered(
                batch.sequence(), batch.digest(), novation.entries(), novation.refused(), memory.toPersist());
        TradeStream after = stream.registered(event, stream.number() + 1);
        TradeStream.Registered registered =
                after.recent().find(batch.sequence()).orElseThrow();
        return Reaction.record(memory, event, answer(batch, registered, false));
    }

    private static TradesReply answer(
            TradesInput.SubmitTrades batch, TradeStream.Registered registered, boolean replayed) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Trade trade : batch.trades()) {
            outcomes.add(new Outcome(trade.id(), registered.refused().find(outcomes.size())));
        }
        return new TradesReply.Registered(batch.sequence(), registered.number(), outcomes, replayed);
    }

    private Reaction<OutboxMemory, TradesEvent> place(
            TradeStream stream, OutboxMemory memory, StopMessage.PlaceStop stop) {
        if (!stream.stops().isNew(stop)) {
            return Reaction.answer(memory, word(stream, stop.id()));
        }
        TradesEvent event = new TradesEvent.StopPlaced(stop, memory.toPersist());
        TradeStream after = apply(stream, new Numbered<>(stream.number() + 1, event));
        return Reaction.record(memory, event, word(after, stop.id()));
    }

    private static Reaction<OutboxMemory, TradesEvent> lift(
            TradeStream stream, OutboxMemory memory, StopMessage.LiftStop stop) {
        StopMessage lifted = new StopMessage.StopLifted(stop.id(), stream.self());
        return stream.stops().isNew(stop)
                ? Reaction.record(memory, new TradesEvent.StopLifted(stop, memory.toPersist()), lifted)
                : Reaction.answer(memory, lifted);
    }

    private static Message word(TradeStream stream, StopId stop) {
        return stream.stops().answer(stream.self(), stop, stream.outbox(), stream.fingerprint()::of);
    }

    private static Reaction<OutboxMemory, TradesEvent> noted(OutboxMemory memory, Now now) {
        List<Acknowledgement> heard = memory.isPersistingDue(now.uptime()) ? memory.toPersist() : List.of();
        return heard.isEmpty()
                ? Reaction.none(memory)
                : Reaction.record(memory, new TradesEvent.AcknowledgementsNoted(heard));
    }

    private static Reaction<OutboxMemory, TradesEvent> refused(OutboxMemory memory, Reason reason, long next) {
        return Reaction.answer(memory, new TradesReply.Refused(reason, next));
    }
}
