package io.breakwater.waterfall.account;

import io.breakwater.waterfall.account.AccountEvent.FromSource;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Booking;
import io.breakwater.waterfall.posting.Delivery;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.Leg.AssetLeg;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Leg.MoneyLeg;
import io.breakwater.waterfall.posting.Marks;
import io.breakwater.waterfall.posting.Marks.Receipt;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.PostingsMessage;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Send;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Adds up what a batch of postings makes of an account: what is new of each source, in order, and the figures after it.
 * Taking a posting never fails for what it says; a sum beyond 64 bits is a fault.
 */
final class PostingTurn {

    private final Account account;
    private final List<FromSource> received = new ArrayList<>();
    private final List<Send> answers = new ArrayList<>();
    private final SortedMap<InstrumentId, Money> conversions = new TreeMap<>();
    private final SortedMap<Currency, Money> cash = new TreeMap<>();
    private final SortedMap<AssetId, Long> collateral = new TreeMap<>();
    private final SortedMap<InstrumentId, Position> positions = new TreeMap<>();
    private final PaymentTurn payments;
    private Marks marks;

    PostingTurn(Account account, Optional<RiskFacts> facts) {
        this.account = account;
        this.marks = account.marks();
        this.payments = new PaymentTurn(account, facts);
    }

    /** Takes what is new in a message, and notes what is to be answered. */
    void take(PostingsMessage message) {
        marks = marks.closedBelow(message.closedBelow());
        Receipt receipt = marks.receive(message);
        if (receipt instanceof Receipt.Taken taken) {
            taken.deliveries().forEach(this::apply);
            received.add(new FromSource(message.source(), taken.deliveries(), taken.mark()));
            marks = marks.with(message.source(), taken.mark());
            answer(
                    message.source(),
                    new PostingsAcknowledged(
                            message.account(), message.source(), taken.mark().number()));
        } else if (receipt instanceof Receipt.Known known) {
            answer(message.source(), known.answer());
        } else if (receipt instanceof Receipt.Contradiction contradiction) {
            answer(message.source(), contradiction.answer());
        }
    }

    /** The event, when anything was new. */
    Optional<AccountEvent> event() {
        boolean nothing =
                received.isEmpty() && marks.closedBelow() == account.marks().closedBelow();
        return nothing
                ? Optional.empty()
                : Optional.of(new AccountEvent.Posted(
                        received, marks.closedBelow(), conversions, cash, collateral, positions, payments.paid()));
    }

    /** What each source is told once the event is persisted. */
    List<Send> answers() {
        return answers;
    }

    private void answer(EntityId source, Message body) {
        answers.add(new Send(source, body));
    }

    private void apply(Delivery delivery) {
        for (Booking booking : delivery.bookings()) {
            booking.posting().legs().forEach(this::apply);
            payments.take(booking.posting());
        }
    }

    private void apply(Leg leg) {
        if (leg instanceof MoneyLeg money) {
            addCash(money.amount());
        } else if (leg instanceof AssetLeg asset) {
            long before = Optional.ofNullable(collateral.get(asset.asset()))
                    .or(() -> account.collateral().find(asset.asset()))
                    .orElse(0L);
            collateral.put(asset.asset(), Math.addExact(before, asset.units()));
        } else if (leg instanceof LotsLeg lots) {
            book(lots);
        }
    }

    private void book(LotsLeg leg) {
        Currency currency = leg.cost().currency();
        Position before = Optional.ofNullable(positions.get(leg.instrument()))
                .orElseGet(() -> account.position(leg.instrument(), currency));
        PositionChange change = before.book(leg);
        positions.put(leg.instrument(), change.after());
        if (!change.cash().isZero()) {
            conversions.merge(leg.instrument(), change.cash(), Money::plus);
            addCash(change.cash());
        }
    }

    private void addCash(Money amount) {
        Money before =
                Optional.ofNullable(cash.get(amount.currency())).orElseGet(() -> account.cash(amount.currency()));
        cash.put(amount.currency(), before.plus(amount));
    }

    /** What is owed to a source that is heard twice in one batch is said once, with its last word. */
    static List<Send> lastWords(List<Send> answers) {
        Map<EntityId, Send> last = new TreeMap<>();
        answers.forEach(answer -> last.put(answer.to(), answer));
        return List.copyOf(last.values());
    }
}
