package io.breakwater.node.risk;

import io.breakwater.node.entity.Answer;
import io.breakwater.node.entity.EntityCluster;
import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.AccountInput;
import io.breakwater.waterfall.account.AccountReply;
import io.breakwater.waterfall.account.RiskFacts;
import io.breakwater.waterfall.account.Standing;
import io.breakwater.waterfall.catalogue.Catalogue;
import io.breakwater.waterfall.deleveraging.Census;
import io.breakwater.waterfall.deleveraging.CensusRequest;
import io.breakwater.waterfall.fingerprint.FingerprintKey;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.price.PriceEntity;
import io.breakwater.waterfall.price.PriceInput;
import io.breakwater.waterfall.price.PriceReply;
import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.risk.Facts;
import io.breakwater.waterfall.risk.Market;
import io.breakwater.waterfall.risk.MarketView;
import io.breakwater.waterfall.risk.RiskTerms;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node's risk desk: learns the newest snapshot, sweeps the accounts that live here, and tells those found to judge
 * themselves, a few at a time and again until each has answered for that snapshot. Accounts that nothing was found about
 * follow when there is nothing else to do, so that what they show of themselves is of the newest snapshot too. While the
 * snapshot is stale nobody is told anything, because whoever is judged may be granted something. Decides nothing itself.
 */
public final class RiskDesk extends AbstractBehavior<RiskDesk.Command> {

    /** Where the desks of all nodes are found. */
    public static final ServiceKey<Command> KEY = ServiceKey.create(Command.class, "risk-desk");

    private static final Logger LOG = LoggerFactory.getLogger(RiskDesk.class);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Between two sweeps of one snapshot lies this multiple of what a sweep takes. */
    private static final int SWEEP_SHARE = 9;

    /** Accounts that nothing was found about, at each look. */
    private static final int FOLLOWERS = 64;

    private final EntityCluster cluster;
    private final RiskFeed feed;
    private final Supplier<Catalogue> catalogue;
    private final Cause cause;
    private final RiskBook book = new RiskBook();
    private final MarketView view = new MarketView();
    private final JudgeRounds rounds = new JudgeRounds();
    private final Set<EntityId> found = new LinkedHashSet<>();
    private final Set<EntityId> waiting = new LinkedHashSet<>();
    private final Set<EntityId> followers = new LinkedHashSet<>();
    private final FingerprintKey key;
    private RiskTerms terms = RiskTerms.NONE;
    private Optional<Duration> asked = Optional.empty();
    private boolean dirty;
    private long swept;
    private Duration sweepAgain = Duration.ZERO;

    private RiskDesk(
            ActorContext<Command> context,
            EntityCluster cluster,
            RiskFeed feed,
            Supplier<Catalogue> catalogue,
            FingerprintKey key) {
        super(context);
        this.key = key;
        this.cluster = cluster;
        this.feed = feed;
        this.catalogue = catalogue;
        this.cause = new Cause("node/" + cluster.node(), Optional.empty(), "risk");
    }

    /** What a desk is told. */
    public sealed interface Command {}

    /** What a desk is told by other nodes. */
    public sealed interface AcrossNodes extends Command {}

    /** Count the accounts that live here. */
    public record TakeCensus(CensusRequest request, ActorRef<Counted> replyTo) implements AcrossNodes {}

    /** What one node counted. */
    public record Counted(EntityId episode, String node, Census part) implements FromDesk {}

    /** What a desk tells other nodes. */
    public sealed interface FromDesk {}

    /** What a desk is told from outside. */
    public enum Order implements Command {
        /** Look at what is new. */
        LOOK,
        /** The node leaves: judge nobody any more. */
        STOP
    }

    private record PricesAnswered(Duration askedAt, Optional<Message> body) implements Command {}

    private record AccountAnswered(EntityId account, long snapshot, boolean served, Optional<Message> body)
            implements Command {}

    /**
     * One node's desk. It goes on after a fault, because the rows it keeps are told to it only once.
     *
     * @param catalogue the newest version that the node has read
     * @param key by which accounts are weighed in a census
     */
    public static Behavior<Command> create(
            EntityCluster cluster, RiskFeed feed, Supplier<Catalogue> catalogue, FingerprintKey key) {
        return Behaviors.supervise(Behaviors.<Command>setup(context -> Behaviors.withTimers(timers -> {
                    timers.startTimerWithFixedDelay(Order.LOOK, LOOK);
                    context.getSystem().receptionist().tell(Receptionist.register(KEY, context.getSelf()));
                    return new RiskDesk(context, cluster, feed, catalogue, key);
                })))
                .onFailure(SupervisorStrategy.resume());
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessageEquals(Order.LOOK, this::onLook)
                .onMessageEquals(Order.STOP, Behaviors::stopped)
                .onMessage(PricesAnswered.class, this::onPrices)
                .onMessage(TakeCensus.class, this::onCensus)
                .onMessage(AccountAnswered.class, this::onAccount)
                .build();
    }

    private Behavior<Command> onLook() {
        Duration uptime = cluster.uptime();
        if (asked.filter(at -> uptime.minus(at).compareTo(POLL) < 0).isEmpty()) {
            asked = Optional.of(uptime);
            askPrices(new PriceInput.ReadNewest());
        }
        takeNews();
        view.fresh(uptime).ifPresent(market -> {
            sweep(market);
            tell(market, uptime);
        });
        return this;
    }

    /** Takes in what the accounts have become; before any word on prices, so that it is known which came first. */
    private void takeNews() {
        for (RiskFeed.Word word : feed.take()) {
            dirty = true;
            if (word.state().isEmpty()) {
                book.remove(word.account());
            } else if (word.recovered()) {
                book.recovered(word.account(), word.state().get());
            } else {
                book.changed(word.account(), word.state().get(), view.number());
            }
        }
        waiting.addAll(feed.takeWaiting());
        Catalogue newest = catalogue.get();
        if (newest.version() > terms.catalogue().version()) {
            terms = RiskTerms.of(newest);
            book.take(terms);
            rounds.refresh();
            dirty = true;
        }
    }

    private void sweep(Market market) {
        Duration begin = cluster.uptime();
        if (!dirty || (market.number() == swept && begin.compareTo(sweepAgain) < 0)) {
            return;
        }
        dirty = false;
        found.clear();
        found.addAll(book.sweep(market));
        followers.clear();
        followers.addAll(book.behind(market.number()));
        followers.removeAll(found);
        swept = market.number();
        Duration end = cluster.uptime();
        sweepAgain = end.plus(end.minus(begin).multipliedBy(SWEEP_SHARE));
    }

    /** Tells whoever is to be told, those whose standing may change first. */
    private void tell(Market market, Duration uptime) {
        found.forEach(account -> judge(account, market, uptime));
        waiting.removeIf(
                account -> book.find(account).filter(RiskDesk::isJudged).isEmpty());
        waiting.forEach(account -> judge(account, market, uptime));
        List<EntityId> next = followers.stream().limit(FOLLOWERS).toList();
        next.forEach(account -> {
            judge(account, market, uptime);
            followers.remove(account);
            followers.add(account);
        });
    }

    /** An account in default is settled and judged no more. */
    private static boolean isJudged(Account account) {
        return !(account.standing() instanceof Standing.InDefault);
    }

    private void judge(EntityId account, Market newest, Duration uptime) {
        Optional<Account> state = book.find(account);
        if (state.isPresent() && !isJudged(state.get())) {
            book.judged(account, newest.number());
            return;
        }
        if (state.isEmpty() || !rounds.begin(account, uptime)) {
            return;
        }
        Market market = view.settling().stream()
                .filter(each -> book.settlesOnlyAt(account, each))
                .findFirst()
                .orElse(newest);
        Facts facts = new Facts(terms, view);
        var missing = facts.missing(state.get(), market);
        if (!missing.isEmpty()) {
            missing.forEach((instrument, from) -> askPrices(new PriceInput.ReadSettlements(instrument, from)));
            rounds.failed(account, uptime);
            return;
        }
        Predicate<InstrumentId> tooLate = instrument -> book.isFreshSince(account, instrument, market.number());
        boolean served = waiting.contains(account);
        RiskFacts told = served ? facts.wide(state.get(), market, tooLate) : facts.of(state.get(), market, tooLate);
        getContext()
                .pipeToSelf(
                        cluster.ask(account, new AccountInput.Judge(told), cause, PATIENCE),
                        (answer, failure) ->
                                new AccountAnswered(account, market.number(), served, given(answer, failure)));
    }

    private Behavior<Command> onCensus(TakeCensus census) {
        takeNews();
        Census.of(census.request(), book.all(), terms.catalogue(), key)
                .ifPresentOrElse(
                        part -> census.replyTo()
                                .tell(new Counted(census.request().episode(), cluster.node(), part)),
                        () -> LOG.info("the catalogue read here is too old for the census of {}", census.request()));
        return this;
    }

    private Behavior<Command> onAccount(AccountAnswered answer) {
        EntityId account = answer.account();
        Optional<Message> body = answer.body();
        if (body.isPresent() && body.get() instanceof AccountReply.Judged judged) {
            rounds.done(account);
            if (answer.served()) {
                waiting.remove(account);
            }
            book.judged(account, judged.snapshot());
            if (judged.snapshot() >= view.number()) {
                found.remove(account);
                followers.remove(account);
            }
            return this;
        }
        if (body.isPresent() && body.get() instanceof AccountReply.SettlementsMissing missing) {
            missing.from().forEach((instrument, from) -> askPrices(new PriceInput.ReadSettlements(instrument, from)));
        }
        LOG.debug("{} is not judged by snapshot {}: {}", account, answer.snapshot(), body);
        rounds.failed(account, cluster.uptime());
        return this;
    }

    private void askPrices(PriceInput question) {
        Duration now = cluster.uptime();
        getContext()
                .pipeToSelf(
                        cluster.ask(PriceEntity.MAIN, question, cause, PATIENCE),
                        (answer, failure) -> new PricesAnswered(now, given(answer, failure)));
    }

    private Behavior<Command> onPrices(PricesAnswered answer) {
        takeNews();
        long before = view.number();
        Message body = answer.body().orElseGet(PriceInput.Tick::new);
        if (body instanceof PriceReply.Newest newest) {
            if (view.heard(newest, answer.askedAt())) {
                askPrices(new PriceInput.ReadLastSettlements());
            }
        } else if (body instanceof PriceReply.LastSettlements last) {
            view.heard(last);
        } else if (body instanceof PriceReply.Settlements settlements) {
            view.heard(settlements);
        }
        if (view.number() > before) {
            rounds.refresh();
            dirty = true;
            return onLook();
        }
        return this;
    }

    private static Optional<Message> given(Answer answer, Throwable failure) {
        return failure == null && answer instanceof Answer.Given given ? Optional.of(given.body()) : Optional.empty();
    }
}
