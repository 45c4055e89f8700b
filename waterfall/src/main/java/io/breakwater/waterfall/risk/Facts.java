package io.breakwater.waterfall.risk;

import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.AccountTerms;
import io.breakwater.waterfall.account.RiskFacts;
import io.breakwater.waterfall.account.RiskFacts.Quoted;
import io.breakwater.waterfall.catalogue.Listing;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Settlement;
import io.breakwater.waterfall.posting.Hold.Reserved;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What one account is told of a market: its own instruments, and the settlements that it has not applied. */
public record Facts(RiskTerms terms, MarketView view) {

    /**
     * What an account needs to judge its own lots.
     *
     * @param tooLate instruments in which the account's lots came after the snapshot, which settles others
     */
    public RiskFacts of(Account account, Market market, Predicate<InstrumentId> tooLate) {
        return of(account, market, tooLate, instruments(account));
    }

    /** The same with every instrument that has a price, for an account that is asked for room for lots it has none of. */
    public RiskFacts wide(Account account, Market market, Predicate<InstrumentId> tooLate) {
        SortedSet<InstrumentId> all = new TreeSet<>(instruments(account));
        all.addAll(terms.catalogue().listings().keySet());
        return of(account, market, tooLate, all);
    }

    private RiskFacts of(
            Account account, Market market, Predicate<InstrumentId> tooLate, SortedSet<InstrumentId> instruments) {
        SortedMap<InstrumentId, Quoted> quoted = new TreeMap<>();
        for (InstrumentId instrument : instruments) {
            quoted(account, market, instrument, tooLate).ifPresent(each -> quoted.put(instrument, each));
        }
        return new RiskFacts(
                market.number(),
                market.snapshot().at(),
                quoted,
                terms.catalogue().collateral(),
                account.terms().map(AccountTerms::kind).flatMap(terms::policy),
                terms.banks());
    }

    /** By instrument, the first settlement that the account has not applied and this node does not know. */
    public SortedMap<InstrumentId, Long> missing(Account account, Market market) {
        SortedMap<InstrumentId, Long> missing = new TreeMap<>();
        account.positions().forEach((instrument, position) -> {
            long next = position.settledNumber() + 1;
            boolean catchesUp = !position.lots().isFlat()
                    && !position.fresh()
                    && market.last(instrument)
                            .filter(last -> last.number() >= next)
                            .isPresent();
            if (catchesUp && firstKnown(market, instrument, next) > next) {
                missing.put(instrument, next);
            }
        });
        return missing;
    }

    private long firstKnown(Market market, InstrumentId instrument, long from) {
        List<Settlement> known = view.settlements(market, instrument, from);
        return known.isEmpty() ? Long.MAX_VALUE : known.get(0).number();
    }

    private Optional<Quoted> quoted(
            Account account, Market market, InstrumentId instrument, Predicate<InstrumentId> tooLate) {
        Optional<Listing> listing = terms.listing(instrument);
        Optional<Mark> mark = market.snapshot().mark(instrument);
        if (listing.isEmpty() || mark.isEmpty()) {
            return Optional.empty();
        }
        long next = account.positions()
                .find(instrument)
                .filter(position -> !position.lots().isFlat() && !position.fresh())
                .map(position -> position.settledNumber() + 1)
                .orElse(Long.MAX_VALUE);
        boolean settles = market.settles(instrument) && !tooLate.test(instrument);
        return Optional.of(new Quoted(listing.get(), mark.get(), view.settlements(market, instrument, next), settles));
    }

    /** Instruments with lots or with room held for some, and those in which a final settlement is still to come. */
    public static SortedSet<InstrumentId> instruments(Account account) {
        SortedSet<InstrumentId> instruments = new TreeSet<>();
        account.positions().forEach((instrument, position) -> {
            if (position.retiredAt().isEmpty()) {
                instruments.add(instrument);
            }
        });
        account.holds().live().values().stream()
                .flatMap(hold -> hold.reserved().stream())
                .filter(Reserved.RoomHeld.class::isInstance)
                .map(Reserved.RoomHeld.class::cast)
                .forEach(room -> instruments.add(room.instrument()));
        return instruments;
    }
}
