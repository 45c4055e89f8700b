package io.breakwater.waterfall.payouts;

import io.breakwater.waterfall.posting.Acknowledgement;
import io.breakwater.waterfall.posting.HoldBook;
import io.breakwater.waterfall.posting.OutboxMemory;
import io.breakwater.waterfall.posting.OutboxRound;
import io.breakwater.waterfall.posting.Repeats;
import io.breakwater.waterfall.posting.StopId;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.process.Tending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pays members out: hold at the account, then the entry from the account to the money in transit, then the bank's word,
 * which moves it on or back.
 *
 * <p>The client's answer depends on the account, which answers later; an input whose event is persisted is not offered
 * again, so one input cannot both register the withdrawal and wait for it. So the client's call is two steps for the edge:
 * {@link PayoutsInput.RequestWithdrawal} registers and is answered {@link PayoutDecision.Pending} at once, however often it
 * is repeated; {@link PayoutsInput.AwaitDecision} writes nothing, waits while the account has not decided and is then
 * answered {@link PayoutDecision.Accepted} or {@link PayoutDecision.Declined}, which are persisted and never change. When
 * the edge or this instance dies between the two, the same request sent again finds its receipt and goes on waiting.
 *
 * <p>A withdrawal is paid whole or not at all. A stop refuses new withdrawals of its subject, and those that its account
 * grants after the cut; what the bank says of money in transit is a fact and is booked all the same.
 */
public final class PayoutRules implements Machine<Payouts, PayoutsMemory, PayoutsInput, PayoutsEvent> {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    @Override
    public Payouts initial(EntityId self) {
        return Payouts.empty(self);
    }

    @Override
    public PayoutsMemory wake(Payouts payouts) {
        return new PayoutsMemory(OutboxMemory.awake(payouts.outbox()), Repeats.none());
    }

    @Override
    public Reaction<PayoutsMemory, PayoutsEvent> react(
            Payouts payouts, PayoutsMemory memory, Envelope<PayoutsInput> input, Now now) {
        WithdrawalTurn client =
                new WithdrawalTurn(payouts, memory, input.cause().principal(), now);
        if (input.body() instanceof PayoutsInput.RequestWithdrawal request) {
            return client.request(request);
        }
        if (input.body() instanceof PayoutsInput.WeighWithdrawal wanted) {
            return client.weigh(wanted);
        }
        if (input.body() instanceof PayoutsInput.AwaitDecision wanted) {
            return client.await(wanted);
        }
        if (input.body() instanceof PayoutsInput.ReadStatus wanted) {
            return client.status(wanted);
        }
        if (input.body() instanceof PayoutsInput.ReadPayout wanted) {
            return client.read(wanted);
        }
        if (input.body() instanceof PayoutsInput.ListPayouts wanted) {
            return client.list(wanted);
        }
        return hear(payouts, memory, input.body(), now);
    }

    private Reaction<PayoutsMemory, PayoutsEvent> hear(
            Payouts payouts, PayoutsMemory memory, PayoutsInput body, Now now) {
        SettlementTurn turn = new SettlementTurn(payouts, memory, now);
        if (body instanceof PayoutsInput.Granted granted) {
            return turn.granted(granted.word());
        }
        if (body instanceof PayoutsInput.Refused refused) {
            return turn.refused(refused.word());
        }
        if (body instanceof PayoutsInput.Ended ended) {
            return turn.ended(ended.word().account(), ended.word().id());
        }
        if (body instanceof PayoutsInput.Settle settle) {
            return turn.settle(settle.word());
        }
        if (body instanceof PayoutsInput.Place place) {
            return place(payouts, memory, place.stop());
        }
        if (body instanceof PayoutsInput.Lift lift) {
            return lift(payouts, memory, lift.stop());
        }
        if (body instanceof PayoutsInput.Acknowledged acknowledged) {
            OutboxMemory next = memory.outbox().acknowledged(payouts.outbox(), acknowledged.word(), now.uptime());
            return noted(memory.with(next), now);
        }
        if (body instanceof PayoutsInput.Contradicted contradicted) {
            return Reaction.none(memory.with(memory.outbox().contradicted(contradicted.word())));
        }
        return noted(memory, now);
    }

    @Override
    public Payouts apply(Payouts payouts, Numbered<PayoutsEvent> event) {
        return event.event().applyTo(payouts, event.number()).after(event);
    }

    @Override
    public PayoutsMemory persisted(PayoutsMemory memory, Numbered<PayoutsEvent> event) {
        return memory.with(memory.outbox().persisted(event));
    }

    @Override
    public Tending<PayoutsMemory> tend(Payouts payouts, PayoutsMemory memory, Now now) {
        Tending<OutboxMemory> postings =
                new OutboxRound(payouts.self(), payouts.outbox(), 0, now.uptime()).tend(memory.outbox());
        Repeats.Step<HoldBook.Line> step =
                memory.holds().step(payouts.holds().owed(), now.uptime(), HoldBook.LONGEST_PAUSE);
        List<Send> sends = new ArrayList<>(postings.sends());
        for (HoldBook.Line line : step.now()) {
            payouts.holds().say(line).ifPresent(sends::add);
        }
        Optional<Duration> look = step.next().sent().isEmpty() ? Optional.empty() : Optional.of(LOOK_AGAIN);
        Optional<Duration> again = postings.again()
                .filter(at -> look.isEmpty() || at.compareTo(LOOK_AGAIN) < 0)
                .or(() -> look);
        return new Tending<>(memory.with(postings.memory()).with(step.next()), sends, postings.reread(), again);
    }

    @Override
    public PayoutsMemory reread(PayoutsMemory memory, List<Numbered<PayoutsEvent>> events) {
        return memory.with(memory.outbox().reread(events));
    }

    @Override
    public PayoutsInput tick() {
        return new PayoutsInput.Tick();
    }

    private Reaction<PayoutsMemory, PayoutsEvent> place(
            Payouts payouts, PayoutsMemory memory, StopMessage.PlaceStop stop) {
        if (!payouts.stops().isNew(stop)) {
            return Reaction.answer(memory, word(payouts, stop.id()));
        }
        PayoutsEvent event = new PayoutsEvent.StopPlaced(stop, memory.outbox().toPersist());
        Payouts after = apply(payouts, new Numbered<>(payouts.number() + 1, event));
        return Reaction.record(memory, event, word(after, stop.id()));
    }

    private static Reaction<PayoutsMemory, PayoutsEvent> lift(
            Payouts payouts, PayoutsMemory memory, StopMessage.LiftStop stop) {
        StopMessage lifted = new StopMessage.StopLifted(stop.id(), payouts.self());
        return payouts.stops().isNew(stop)
                ? Reaction.record(
                        memory,
                        new PayoutsEvent.StopLifted(stop, memory.outbox().toPersist()),
                        lifted)
                : Reaction.answer(memory, lifted);
    }

    private static Message word(Payouts payouts, StopId stop) {
        return payouts.stops().answer(payouts.self(), stop, payouts.outbox());
    }

    private static Reaction<PayoutsMemory, PayoutsEvent> noted(PayoutsMemory memory, Now now) {
        List<Acknowledgement> heard =
                memory.outbox().isPersistingDue(now.uptime()) ? memory.outbox().toPersist() : List.of();
        return heard.isEmpty()
                ? Reaction.none(memory)
                : Reaction.record(memory, new PayoutsEvent.AcknowledgementsNoted(heard));
    }
}
