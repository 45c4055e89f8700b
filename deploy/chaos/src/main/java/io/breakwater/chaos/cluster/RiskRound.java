package io.breakwater.chaos.cluster;

import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.AccountInput;
import io.breakwater.waterfall.account.AccountReply;
import io.breakwater.waterfall.account.RiskFacts;
import io.breakwater.waterfall.account.Standing;
import io.breakwater.waterfall.catalogue.Catalogue;
import io.breakwater.waterfall.catalogue.CatalogueEntity;
import io.breakwater.waterfall.catalogue.CatalogueInput;
import io.breakwater.waterfall.catalogue.CatalogueReply;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.price.PriceEntity;
import io.breakwater.waterfall.price.PriceInput;
import io.breakwater.waterfall.price.PriceReply;
import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityObserver;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.risk.Facts;
import io.breakwater.waterfall.risk.Market;
import io.breakwater.waterfall.risk.MarketView;
import io.breakwater.waterfall.risk.RiskTerms;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A node's risk desk, by its contract: it may be wrong for a moment and never for ever. It asks for prices and terms over
 * the network, tells every account that lives here to judge itself by the newest snapshot until it has, and overlooks some
 * at each look. The sums by which the real desk finds whom to tell are left out.
 */
final class RiskRound implements EntityObserver<Account> {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int OVERLOOKED = 10;

    private final Node node;
    private final Map<EntityId, Map<InstrumentId, Long>> fresh = new TreeMap<>();
    private final TreeSet<EntityId> waiting = new TreeSet<>();
    /** The snapshot by which each instance that lives here was judged last: a new one has heard of none. */
    private final Map<EntityId, Long> told = new TreeMap<>();

    private final Map<EntityId, Duration> asked = new TreeMap<>();
    private MarketView view = new MarketView();
    private RiskTerms terms = RiskTerms.NONE;

    RiskRound(Node node) {
        this.node = node;
    }

    void start() {
        fresh.clear();
        waiting.clear();
        told.clear();
        asked.clear();
        view = new MarketView();
        terms = RiskTerms.NONE;
    }

    Catalogue catalogue() {
        return terms.catalogue();
    }

    @Override
    public void recovered(EntityId entity, Account state) {
        told.remove(entity);
        note(entity, state, 0);
    }

    @Override
    public void changed(EntityId entity, Account state) {
        note(entity, state, view.number());
    }

    @Override
    public boolean takes(Message answer) {
        if (answer instanceof AccountReply.NeedsJudging needs) {
            waiting.add(needs.account());
            return true;
        }
        return false;
    }

    @Override
    public void stopped(EntityId entity) {
        fresh.remove(entity);
        told.remove(entity);
        asked.remove(entity);
    }

    /** Since which snapshot lots are fresh. */
    private void note(EntityId entity, Account state, long now) {
        Map<InstrumentId, Long> before = fresh.getOrDefault(entity, Map.of());
        Map<InstrumentId, Long> after = new TreeMap<>();
        state.positions().forEach((instrument, position) -> {
            if (position.fresh()) {
                after.put(instrument, before.getOrDefault(instrument, now));
            }
        });
        fresh.put(entity, after);
    }

    void look() {
        ask(PriceEntity.MAIN, new PriceInput.ReadNewest());
        if (terms.catalogue().version() == 0 || node.world().chance().oneIn(8)) {
            ask(
                    CatalogueEntity.MAIN,
                    new CatalogueInput.ReadCatalogue(terms.catalogue().version()));
        }
        view.fresh(node.uptime()).ifPresent(market -> node.accounts().forEach(account -> judge(account, market)));
    }

    private void ask(EntityId whom, Message question) {
        Duration at = node.uptime();
        node.world().ask(node, whom, question, cause(), PATIENCE, answer -> heard(answer, at));
    }

    private Cause cause() {
        return new Cause("node/" + node.number(), Optional.empty(), "risk");
    }

    private void heard(Answer answer, Duration askedAt) {
        if (!(answer instanceof Answer.Given given)) {
            return;
        }
        if (given.body() instanceof PriceReply.Newest newest) {
            if (view.heard(newest, askedAt)) {
                ask(PriceEntity.MAIN, new PriceInput.ReadLastSettlements());
            }
        } else if (given.body() instanceof PriceReply.LastSettlements last) {
            view.heard(last);
        } else if (given.body() instanceof PriceReply.Settlements settlements) {
            view.heard(settlements);
        } else if (given.body() instanceof CatalogueReply.Newest word) {
            word.catalogue()
                    .filter(newest -> newest.version() > terms.catalogue().version())
                    .ifPresent(newest -> terms = RiskTerms.of(newest));
        }
    }

    private void judge(Account account, Market newest) {
        EntityId id = account.self();
        boolean served = waiting.contains(id);
        boolean due = told.getOrDefault(id, 0L) < newest.number() || served;
        if (!due || account.terms().isEmpty() || account.standing() instanceof Standing.InDefault) {
            return;
        }
        Duration uptime = node.uptime();
        boolean tooSoon = Optional.ofNullable(asked.get(id))
                .filter(at -> uptime.minus(at).compareTo(PATIENCE) < 0)
                .isPresent();
        if (tooSoon || (node.world().isTroubled() && node.world().chance().percent(OVERLOOKED))) {
            return;
        }
        Market market = view.settling().stream()
                .filter(each -> settlesOnlyAt(account, each))
                .findFirst()
                .orElse(newest);
        Facts facts = new Facts(terms, view);
        var missing = facts.missing(account, market);
        if (!missing.isEmpty()) {
            missing.forEach(
                    (instrument, from) -> ask(PriceEntity.MAIN, new PriceInput.ReadSettlements(instrument, from)));
            return;
        }
        asked.put(id, uptime);
        RiskFacts told = served
                ? facts.wide(account, market, instrument -> isFreshSince(id, instrument, market.number()))
                : facts.of(account, market, instrument -> isFreshSince(id, instrument, market.number()));
        node.world().ask(node, id, new AccountInput.Judge(told), cause(), PATIENCE, answer -> judged(id, answer));
    }

    private boolean settlesOnlyAt(Account account, Market market) {
        Map<InstrumentId, Long> since = fresh.getOrDefault(account.self(), Map.of());
        return account.calls().judged() < market.number()
                && since.entrySet().stream()
                        .anyMatch(row -> market.settles(row.getKey()) && row.getValue() < market.number());
    }

    private boolean isFreshSince(EntityId account, InstrumentId instrument, long snapshot) {
        Long since = fresh.getOrDefault(account, Map.of()).get(instrument);
        return since != null && since >= snapshot;
    }

    private void judged(EntityId account, Answer answer) {
        asked.remove(account);
        if (answer instanceof Answer.Given given && given.body() instanceof AccountReply.Judged judged) {
            told.put(account, judged.snapshot());
            waiting.remove(account);
        } else if (answer instanceof Answer.Given given
                && given.body() instanceof AccountReply.SettlementsMissing missing) {
            missing.from()
                    .forEach((instrument, from) ->
                            ask(PriceEntity.MAIN, new PriceInput.ReadSettlements(instrument, from)));
        }
    }
}
