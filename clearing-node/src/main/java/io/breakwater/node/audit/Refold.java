package io.breakwater.node.audit;

import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.account.AccountRules;
import io.breakwater.waterfall.auction.AuctionEvent;
import io.breakwater.waterfall.auction.AuctionRules;
import io.breakwater.waterfall.bank.BankEvent;
import io.breakwater.waterfall.bank.BankRules;
import io.breakwater.waterfall.bucket.BucketEvent;
import io.breakwater.waterfall.bucket.BucketMachine;
import io.breakwater.waterfall.catalogue.CatalogueEvent;
import io.breakwater.waterfall.catalogue.CatalogueRules;
import io.breakwater.waterfall.desk.DeskEvent;
import io.breakwater.waterfall.desk.DeskRules;
import io.breakwater.waterfall.episode.EpisodeEvent;
import io.breakwater.waterfall.episode.EpisodeRules;
import io.breakwater.waterfall.fingerprint.FingerprintKey;
import io.breakwater.waterfall.payouts.PayoutRules;
import io.breakwater.waterfall.payouts.PayoutsEvent;
import io.breakwater.waterfall.price.PriceEvent;
import io.breakwater.waterfall.price.PriceRules;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.trades.TradeRules;
import io.breakwater.waterfall.trades.TradesEvent;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The state of one entity as its rules fold it from its events: the only thing the auditor asks of the rules. */
record Refold<S, E>(Machine<S, ?, ?, E> rules, Class<E> events, S state) {

    /** Fingerprints are not compared: they come from a secret of the house. */
    private static final FingerprintKey NO_KEY = new FingerprintKey(0, 0);

    private static final Map<EntityKind, Function<EntityId, Refold<?, ?>>> KINDS = kinds();

    /** Before the first event; absent for a kind that this release has no rules for. */
    static Optional<Refold<?, ?>> of(EntityId entity) {
        return Optional.ofNullable(KINDS.get(entity.kind())).map(kind -> kind.apply(entity));
    }

    /**
     * With one more event.
     *
     * @throws RuntimeException when the rules cannot fold it
     */
    Refold<S, E> with(AuditedEvent event) {
        Numbered<E> numbered = new Numbered<>(event.number(), events.cast(event.event()));
        return new Refold<>(rules, events, rules.apply(state, numbered));
    }

    private static Map<EntityKind, Function<EntityId, Refold<?, ?>>> kinds() {
        Map<EntityKind, Function<EntityId, Refold<?, ?>>> kinds = new EnumMap<>(EntityKind.class);
        kinds.put(EntityKind.ACCOUNT, by(new AccountRules(), AccountEvent.class));
        kinds.put(EntityKind.AUCTION, by(new AuctionRules(NO_KEY), AuctionEvent.class));
        kinds.put(EntityKind.BANK, by(new BankRules(), BankEvent.class));
        kinds.put(EntityKind.BUCKET, by(new BucketMachine(), BucketEvent.class));
        kinds.put(EntityKind.CATALOGUE, by(new CatalogueRules(), CatalogueEvent.class));
        kinds.put(EntityKind.DESK, by(new DeskRules(NO_KEY), DeskEvent.class));
        kinds.put(EntityKind.EPISODE, by(new EpisodeRules(NO_KEY), EpisodeEvent.class));
        kinds.put(EntityKind.PAYOUTS, by(new PayoutRules(), PayoutsEvent.class));
        kinds.put(EntityKind.PRICES, by(new PriceRules(), PriceEvent.class));
        kinds.put(EntityKind.TRADES, by(new TradeRules(NO_KEY), TradesEvent.class));
        return kinds;
    }

    private static <S, E> Function<EntityId, Refold<?, ?>> by(Machine<S, ?, ?, E> rules, Class<E> events) {
        return entity -> new Refold<>(rules, events, rules.initial(entity));
    }
}
