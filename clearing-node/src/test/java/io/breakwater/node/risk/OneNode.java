package io.breakwater.node.risk;

import com.typesafe.config.ConfigFactory;
import io.breakwater.node.TestCassandra;
import io.breakwater.node.bucket.BucketStarter;
import io.breakwater.node.catalogue.CatalogueView;
import io.breakwater.node.cluster.HostPort;
import io.breakwater.node.cluster.NodeSettings;
import io.breakwater.node.entity.Answer;
import io.breakwater.node.entity.EntityCluster;
import io.breakwater.node.entity.EntityTypes;
import io.breakwater.node.journal.Attributed;
import io.breakwater.node.journal.cassandra.EventReader;
import io.breakwater.node.process.Ports;
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
import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.trades.TradesEntity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;

/** A node without an API in the test's own process: its entities, and what wakes and judges them once it is told to. */
final class OneNode implements AutoCloseable {

    private static final Cause TEST = new Cause("operator/test", Optional.empty(), "test");
    private static final FingerprintKey KEY = new FingerprintKey(1, 2);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ActorSystem<Void> system;
    private final EntityCluster cluster;
    private final RiskFeed feed = new RiskFeed();
    private final HostPort peer = new HostPort("127.0.0.1", Ports.free());

    private OneNode(String keyspace) {
        NodeSettings settings = new NodeSettings(
                peer,
                peer,
                List.of(peer),
                List.of(HostPort.parse(TestCassandra.contactPoint())),
                TestCassandra.datacenter(),
                keyspace);
        system = ActorSystem.create(
                Behaviors.empty(),
                NodeSettings.SYSTEM,
                ConfigFactory.parseString("""
                        pekko.coordinated-shutdown.exit-jvm = off
                        pekko.coordinated-shutdown.run-by-actor-system-terminate = off
                        """).withFallback(settings.config()));
        HouseTime time = new HouseTime(ClockExchange.address(Cluster.get(system).selfMember()));
        system.systemActorOf(ClockExchange.create(time), "house-clock", Props.empty());
        cluster = EntityCluster.start(
                system,
                EntityTypes.of(List.of(
                        AccountEntity.type().observedBy(feed),
                        AuctionEntity.type(KEY),
                        BankEntity.type(),
                        BucketEntity.type(),
                        CatalogueEntity.type(),
                        DeskEntity.type(KEY, HouseMessage.MAIN),
                        EpisodeEntity.type(KEY),
                        HouseEntity.type(),
                        PayoutsEntity.type(),
                        PriceEntity.type(),
                        TradesEntity.type(KEY, HouseMessage.MAIN))),
                time,
                new EventReader(system.classicSystem()));
    }

    /** A node whose entities answer when they are asked; nobody wakes or judges them. */
    static OneNode asleep(String keyspace) {
        return new OneNode(keyspace);
    }

    /** From here on buckets wake their accounts and the desk has them judged. */
    OneNode awake() {
        system.systemActorOf(BucketStarter.create(peer.toString(), cluster), "bucket-starter", Props.empty());
        CatalogueView catalogue = CatalogueView.start(system, cluster);
        system.systemActorOf(RiskDesk.create(cluster, feed, catalogue::newest, KEY), "risk-desk", Props.empty());
        return this;
    }

    /** What an entity answers, asked again until it does. */
    Message ask(EntityId to, Message body) {
        long deadline = System.nanoTime() + 4 * PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                Answer answer = cluster.ask(to, body, TEST, PATIENCE)
                        .toCompletableFuture()
                        .join();
                if (answer instanceof Answer.Given given) {
                    return given.body();
                }
            } catch (CompletionException notYet) {
                system.log().info("{} has not answered yet", to, notYet);
            }
        }
        throw new AssertionError(to + " does not answer " + body);
    }

    /** All that an entity has persisted, read from the journal, so that nobody is woken by the question. */
    List<Object> journal(EntityId entity) {
        return new EventReader(system.classicSystem())
                .read(entity.toString(), 1, 500).toCompletableFuture().join().stream()
                        .map(row -> ((Attributed) row.payload()).event())
                        .map(Object.class::cast)
                        .toList();
    }

    /** Dies without handing anything over. */
    @Override
    public void close() {
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a node ended", interrupted);
        } catch (java.util.concurrent.ExecutionException | TimeoutException stuck) {
            throw new IllegalStateException("the node did not end", stuck);
        }
    }
}
