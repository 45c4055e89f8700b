package io.breakwater.waterfall.account;

import io.breakwater.waterfall.account.Liquidating.Closing;
import io.breakwater.waterfall.bucket.Enlistment;
import io.breakwater.waterfall.desk.DeskMessage;
import io.breakwater.waterfall.desk.Order;
import io.breakwater.waterfall.house.HouseMessage;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Reaction;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Decides what an account in liquidation does next: it is cured, or gives one order for the lots that the plan says, or
 * waits for the one it has given. The plan is made anew after each order, from fresh facts, so that money that has come
 * shrinks it. A client goes on while it has lots; what is left then is its deficit. Of an account whose orders have a
 * limit, an order that found too little, or owed cash without lots, is an episode's. Nothing is decided without house time.
 */
record LiquidationTurn(Account account, AccountMemory memory, Now now) {

    /** After an order that found nothing, the next one is given only after this. */
    static final Duration IDLE = Duration.ofSeconds(30);

    /** Notes a desk's bids, and gives the order if they were what was missing. */
    Reaction<AccountMemory, AccountEvent> quoted(DeskMessage.Quoted word) {
        return remembering(memory.liquidation().quoted(word, now.uptime())).decided();
    }

    /** Notes that an order is done, and closes it if all its fills are here. */
    Reaction<AccountMemory, AccountEvent> done(DeskMessage.OrderDone word) {
        boolean expected = isOpen(word.order(), word.desk());
        return expected ? remembering(memory.liquidation().done(word)).decided() : Reaction.none(memory);
    }

    /** The desk knows nothing of the order any more, and all that it was ever filled with is here: the plan is made anew. */
    Reaction<AccountMemory, AccountEvent> lapsed(DeskMessage.OrderLapsed word) {
        boolean expected = isOpen(word.order(), word.desk());
        return expected ? kept(new AccountEvent.OrderLapsed(word.desk(), word.order())) : Reaction.none(memory);
    }

    private boolean isOpen(long number, EntityId desk) {
        return account.calls()
                .liquidations()
                .open()
                .filter(order -> order.number() == number && deskOf(order).equals(desk))
                .isPresent();
    }

    /** The house has taken a deficit. */
    Reaction<AccountMemory, AccountEvent> taken(HouseMessage.DeficitTaken word) {
        boolean expected = account.standing() instanceof Standing.Deficient open
                && !open.taken()
                && open.liquidation() == word.liquidation();
        return expected ? kept(new AccountEvent.DeficitTaken(word.liquidation())) : Reaction.none(memory);
    }

    Reaction<AccountMemory, AccountEvent> decided() {
        if (!Liquidating.isUnderWay(account)) {
            return DutyTurn.needsFacts(account) && memory.heard().isEmpty() ? hint() : Reaction.none(memory);
        }
        Optional<Order> open = account.calls().liquidations().open();
        if (open.isPresent()) {
            return closed(open.get());
        }
        if (now.house().isEmpty()) {
            return Reaction.none(memory);
        }
        Optional<Liquidating> found = Liquidating.of(account, memory, now);
        return found.map(this::next).orElseGet(this::hint);
    }

    private Reaction<AccountMemory, AccountEvent> closed(Order order) {
        EntityId desk = deskOf(order);
        Optional<DeskMessage.OrderDone> done = memory.liquidation()
                .done()
                .filter(word -> word.order() == order.number())
                .filter(word -> account.marks().of(desk) >= word.entry());
        if (done.isEmpty()) {
            return Reaction.none(memory);
        }
        DeskMessage.OrderDone word = done.get();
        boolean unfilled = word.filled().size() < order.lots().size();
        boolean nothing = word.filled().isFlat();
        SortedSet<InstrumentId> fruitless =
                nothing ? fruitlessWith(order.instrument().id()) : new TreeSet<>();
        Duration idle = nothing && fruitless.isEmpty() ? now.uptime().plus(IDLE) : Duration.ZERO;
        return new LiquidationTurn(account, memory.with(memory.liquidation().closed(idle)), now)
                .kept(new AccountEvent.OrderClosed(
                        desk, order.number(), word.filled(), unfilled, word.entry(), fruitless));
    }

    /** Every instrument gets its turn before one that found nothing is tried again. */
    private SortedSet<InstrumentId> fruitlessWith(InstrumentId instrument) {
        SortedSet<InstrumentId> fruitless =
                new TreeSet<>(account.calls().liquidations().fruitless());
        fruitless.add(instrument);
        boolean allTried = account.positions().entrySet().stream()
                .filter(row -> !row.getValue().lots().isFlat())
                .allMatch(row -> fruitless.contains(row.getKey()));
        return allTried ? new TreeSet<>() : fruitless;
    }

    private Reaction<AccountMemory, AccountEvent> next(Liquidating now) {
        long snapshot = now.facts().snapshot();
        if (account.standing() instanceof Standing.Deficient deficit) {
            if (now.isRestored()) {
                return kept(new AccountEvent.DeficitCovered(
                        deficit.liquidation(), snapshot, now.valuation().figures()));
            }
            return now.isFlat() ? Reaction.none(memory) : ordered(now);
        }
        if (now.isFlat()) {
            return ended(now);
        }
        if (now.isRestored()) {
            return cured(now);
        }
        return now.isLimited() && account.calls().liquidations().unfilled() ? unsold(now) : ordered(now);
    }

    /** Nothing is left to sell. */
    private Reaction<AccountMemory, AccountEvent> ended(Liquidating now) {
        Money equity = now.valuation().figures().equity();
        if (now.isLimited()) {
            return now.valuation().figures().cash().isNegative() ? unsold(now) : cured(now);
        }
        return equity.isNegative()
                ? kept(new AccountEvent.FoundDeficient(
                        number(), now.facts().snapshot(), now.valuation().figures(), equity.negated()))
                : cured(now);
    }

    private Reaction<AccountMemory, AccountEvent> cured(Liquidating now) {
        return kept(new AccountEvent.LiquidationCured(
                number(),
                now.facts().snapshot(),
                now.valuation().figures(),
                now.valuation().requirement()));
    }

    private Reaction<AccountMemory, AccountEvent> unsold(Liquidating now) {
        return kept(new AccountEvent.LeftUnsold(
                number(), now.facts().snapshot(), now.valuation().figures()));
    }

    private Reaction<AccountMemory, AccountEvent> ordered(Liquidating liquidating) {
        Optional<Closing> closing = liquidating.riskiest();
        Optional<DeskMessage.Quoted> quote = closing.flatMap(this::quote);
        boolean idle = now.uptime().compareTo(memory.liquidation().idleUntil()) < 0;
        if (idle || closing.isEmpty() || quote.isEmpty()) {
            return Reaction.none(memory);
        }
        Money fee = quote.get()
                .feePerLot()
                .filter(each -> each.currency().equals(liquidating.currency()))
                .orElseGet(() -> liquidating.currency().zero());
        long lots = LiquidationPlan.lots(liquidating, closing.get(), quote.get().levels(), fee);
        Valuation valuation = liquidating.valuation();
        LiquidationTurn turn =
                remembering(memory.liquidation().given(quote.get().number()));
        return turn.kept(new AccountEvent.OrderGiven(
                closing.get().order(account, lots, valuation.figures().equity()),
                number(),
                liquidating.facts().snapshot(),
                valuation.figures(),
                valuation.requirement(),
                quote.get().levels(),
                fee));
    }

    /** What the desk of the instrument has told lately about just these lots. */
    private Optional<DeskMessage.Quoted> quote(Closing closing) {
        return memory.liquidation()
                .quoted()
                .filter(heard -> now.uptime().minus(heard.at()).compareTo(HoldTurn.FRESH) <= 0)
                .map(LiquidationRound.Heard::word)
                .filter(word ->
                        word.desk().equals(closing.desk()) && word.lots().equals(closing.most()));
    }

    private long number() {
        return account.calls().liquidations().number();
    }

    private static EntityId deskOf(Order order) {
        return Liquidating.deskOf(order.instrument());
    }

    private Reaction<AccountMemory, AccountEvent> hint() {
        return new HoldTurn(account, memory, now).hint();
    }

    private LiquidationTurn remembering(LiquidationRound round) {
        return new LiquidationTurn(account, memory.with(round), now);
    }

    /** Persists once the bucket keeps the account awake; until then it is decided again at the next tick. */
    private Reaction<AccountMemory, AccountEvent> kept(AccountEvent event) {
        Enlistment need = AccountRules.need(account);
        return memory.attendance().covers(need)
                ? Reaction.record(memory.busy(now.uptime()), event)
                : Reaction.none(memory.with(memory.attendance().need(need)));
    }
}
