package io.breakwater.node.launch;

import io.breakwater.node.bucket.BucketStarter;
import io.breakwater.node.catalogue.CatalogueView;
import io.breakwater.node.cluster.NodeSettings;
import io.breakwater.node.edge.AccountApi;
import io.breakwater.node.edge.AccountDirectory;
import io.breakwater.node.edge.ApiServer;
import io.breakwater.node.edge.AuctionApi;
import io.breakwater.node.edge.DefaultsApi;
import io.breakwater.node.edge.Entities;
import io.breakwater.node.edge.HouseApi;
import io.breakwater.node.edge.PriceApi;
import io.breakwater.node.edge.ServiceView;
import io.breakwater.node.edge.TradeApi;
import io.breakwater.node.edge.TreasuryApi;
import io.breakwater.node.entity.EntityCluster;
import io.breakwater.node.entity.EntityTypes;
import io.breakwater.node.episode.CensusFeed;
import io.breakwater.node.episode.CensusTaker;
import io.breakwater.node.journal.cassandra.CassandraSessionExtension;
import io.breakwater.node.journal.cassandra.EventReader;
import io.breakwater.node.journal.cassandra.FixedSettings;
import io.breakwater.node.risk.RiskDesk;
import io.breakwater.node.risk.RiskFeed;
import io.breakwater.node.time.ClockExchange;
import io.breakwater.node.time.HouseTime;
import io.breakwater.waterfall.account.AccountEntity;
import io.breakwater.waterfall.auction.AuctionEntity;
import io.breakwater.waterfall.bank.BankEntity;
import io.breakwater.waterfall.bucket.BucketEntity;
import io.breakwater.waterfall.catalogue.CatalogueEntity;
import io.breakwater.waterfall.desk.DeskEntity;
import io.breakwater.waterfall.episode.EpisodeEntity;
import io.breakwater.waterfall.fingerprint.FingerprintKey;
import io.breakwater.waterfall.house.HouseEntity;
import io.breakwater.waterfall.house.HouseMessage;
import io.breakwater.waterfall.payouts.PayoutsEntity;
import io.breakwater.waterfall.price.PriceEntity;
import io.breakwater.waterfall.trades.TradesEntity;
import io.grpc.BindableService;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running node. It serves once its journal answers, it is a member of the cluster, and its API is bound; a SIGTERM
 * hands its entities over and leaves.
 */
public final class ClearingNode {

    private static final Logger LOG = LoggerFactory.getLogger(ClearingNode.class);
    private static final Duration JOURNAL_BOUND = Duration.ofMinutes(1);
    private static final Duration JOIN_BOUND = Duration.ofMinutes(2);

    private final ActorSystem<Void> system;

    private ClearingNode(ActorSystem<Void> system) {
        this.system = system;
    }

    /**
     * Starts a node and returns when it serves.
     *
     * @throws NodeStartException when it cannot, with one line that says why; nothing of it is left running then
     */
    public static ClearingNode start(NodeSettings settings) {
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), NodeSettings.SYSTEM, settings.config());
        try {
            FingerprintKey key = openJournal(system);
            ApiServer api = serve(system, settings, key);
            CoordinatedShutdown.get(system).addTask(CoordinatedShutdown.PhaseServiceUnbind(), "api", () -> {
                api.close();
                return CompletableFuture.completedFuture(Done.getInstance());
            });
            awaitMembership(system);
            api.serving();
            LOG.info("node {} serves at {}", settings.peer(), settings.api());
            return new ClearingNode(system);
        } catch (NodeStartException notStarted) {
            system.terminate();
            throw notStarted;
        }
    }

    /** Returns when the node has left. */
    public void awaitEnd() throws InterruptedException {
        try {
            system.getWhenTerminated().toCompletableFuture().get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the node ended badly", failed);
        }
    }

    private static FingerprintKey openJournal(ActorSystem<?> system) {
        try {
            return CassandraSessionExtension.of(system)
                    .fixedSetting(FixedSettings.FINGERPRINT_KEY)
                    .toCompletableFuture()
                    .get(JOURNAL_BOUND.toSeconds(), TimeUnit.SECONDS)
                    .map(FingerprintKey::parse)
                    .orElseThrow(() -> new NodeStartException("the keyspace has no fingerprint key"));
        } catch (ExecutionException refused) {
            Throwable cause = Optional.ofNullable(refused.getCause()).orElse(refused);
            throw new NodeStartException(String.valueOf(cause.getMessage()), cause);
        } catch (TimeoutException away) {
            throw new NodeStartException("Cassandra did not answer within " + JOURNAL_BOUND.toSeconds() + " s", away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new NodeStartException("interrupted while opening the journal", interrupted);
        }
    }

    private static ApiServer serve(ActorSystem<Void> system, NodeSettings settings, FingerprintKey key) {
        HouseTime time = new HouseTime(ClockExchange.address(Cluster.get(system).selfMember()));
        system.systemActorOf(ClockExchange.create(time), "house-clock", Props.empty());
        RiskFeed feed = new RiskFeed();
        CensusFeed censuses = new CensusFeed();
        EntityCluster cluster = EntityCluster.start(
                system,
                EntityTypes.of(List.of(
                        AccountEntity.type().observedBy(feed),
                        AuctionEntity.type(key),
                        BankEntity.type(),
                        BucketEntity.type(),
                        CatalogueEntity.type(),
                        DeskEntity.type(key, HouseMessage.MAIN),
                        EpisodeEntity.type(key).observedBy(censuses),
                        HouseEntity.type(),
                        PayoutsEntity.type(),
                        PriceEntity.type(),
                        TradesEntity.type(key, HouseMessage.MAIN))),
                time,
                new EventReader(system.classicSystem()));
        ActorRef<BucketStarter.Command> starter = system.systemActorOf(
                BucketStarter.create(settings.peer().toString(), cluster), "bucket-starter", Props.empty());
        CoordinatedShutdown.get(system)
                .addTask(CoordinatedShutdown.PhaseBeforeServiceUnbind(), "bucket-starter", () -> {
                    starter.tell(BucketStarter.Command.STOP);
                    return CompletableFuture.completedFuture(Done.getInstance());
                });
        CatalogueView catalogue = CatalogueView.start(system, cluster);
        ActorRef<RiskDesk.Command> desk = system.systemActorOf(
                RiskDesk.create(cluster, feed, catalogue::newest, key), "risk-desk", Props.empty());
        system.systemActorOf(CensusTaker.create(cluster, censuses), "census-taker", Props.empty());
        CoordinatedShutdown.get(system)
                .addTask(CoordinatedShutdown.PhaseBeforeServiceUnbind(), "catalogue-view", () -> {
                    catalogue.close();
                    desk.tell(RiskDesk.Order.STOP);
                    return CompletableFuture.completedFuture(Done.getInstance());
                });
        Duration longest = system.settings().config().getDuration("breakwater.node.longest-deadline");
        Duration whenMissing = system.settings().config().getDuration("breakwater.node.default-deadline");
        try {
            return ApiServer.bind(
                    settings.api(),
                    new ApiServer.Deadlines(longest, whenMissing),
                    services(cluster, catalogue, new ClusterHealth(system, time)));
        } catch (IOException taken) {
            throw new NodeStartException(
                    "cannot listen at " + settings.api() + " (--api): " + taken.getMessage(), taken);
        } catch (IllegalArgumentException refused) {
            throw new NodeStartException(String.valueOf(refused.getMessage()), refused);
        }
    }

    private static List<BindableService> services(
            EntityCluster cluster, CatalogueView catalogue, ClusterHealth health) {
        Entities entities = new Entities(cluster);
        ServiceView service = new ServiceView(catalogue);
        AccountDirectory directory = new AccountDirectory(entities);
        return List.of(
                new HouseApi(cluster, service, directory, health),
                new TreasuryApi(entities, service, directory),
                new TradeApi(entities, service, directory),
                new PriceApi(entities, service),
                new AccountApi(entities, service, directory),
                new AuctionApi(entities, service, directory),
                new DefaultsApi(entities, service, directory));
    }

    private static void awaitMembership(ActorSystem<?> system) {
        CompletableFuture<Void> up = new CompletableFuture<>();
        org.apache.pekko.cluster.Cluster.get(system).registerOnMemberUp(() -> up.complete(null));
        try {
            up.get(JOIN_BOUND.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException alone) {
            throw new NodeStartException(
                    "no cluster was joined within " + JOIN_BOUND.toSeconds() + " s; is the first seed node up?", alone);
        } catch (ExecutionException failed) {
            throw new NodeStartException("the cluster could not be joined", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new NodeStartException("interrupted while joining the cluster", interrupted);
        }
    }
}
