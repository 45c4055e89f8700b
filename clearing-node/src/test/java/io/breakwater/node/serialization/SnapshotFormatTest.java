package io.breakwater.node.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.breakwater.node.cluster.NodeSettings;
import io.breakwater.node.entity.Snapshot;
import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.AccountEntity;
import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.auction.AuctionEntity;
import io.breakwater.waterfall.auction.AuctionEvent;
import io.breakwater.waterfall.bank.BankEntity;
import io.breakwater.waterfall.bidding.BidChange;
import io.breakwater.waterfall.bucket.BucketEntity;
import io.breakwater.waterfall.catalogue.CatalogueEntity;
import io.breakwater.waterfall.desk.DeskEntity;
import io.breakwater.waterfall.desk.DeskEvent;
import io.breakwater.waterfall.fingerprint.FingerprintKey;
import io.breakwater.waterfall.house.House;
import io.breakwater.waterfall.house.HouseEvent;
import io.breakwater.waterfall.house.HouseMessage;
import io.breakwater.waterfall.house.HouseRules;
import io.breakwater.waterfall.payouts.PayoutsEntity;
import io.breakwater.waterfall.payouts.PayoutsEvent;
import io.breakwater.waterfall.price.PriceEntity;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.EntityType;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.trades.TradesEntity;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializer;
import org.apache.pekko.serialization.Serializers;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The state that the sample events make of each kind of entity survives a snapshot. */
final class SnapshotFormatTest {

    private static final FingerprintKey KEY = new FingerprintKey(1, 2);
    private static final EntityId HOUSE = EntityId.of(EntityKind.HOUSE, "main");

    private static ActorSystem system;
    private static Serialization serialization;

    @BeforeAll
    static void startSerialization() {
        Config local = ConfigFactory.parseString(
                        "pekko.actor.provider = local, pekko.coordinated-shutdown.exit-jvm = off")
                .withFallback(NodeSettings.defaults())
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
        system = ActorSystem.create("snapshot-format", local);
        serialization = SerializationExtension.get(system);
    }

    @AfterAll
    static void stopSerialization() {
        TestKit.shutdownActorSystem(system);
    }

    static Stream<Snapshot<?>> snapshots() {
        return Stream.of(
                folded(AccountEntity.type(), "alder.house"),
                account(AccountEvent.OrderGiven.class),
                account(AccountEvent.OrderClosed.class),
                account(AccountEvent.FoundDeficient.class),
                account(AccountEvent.LeftUnsold.class),
                folded(AuctionEntity.type(KEY), "1:CLK0", SnapshotFormatTest::opensSomething),
                folded(BankEntity.type(), "main"),
                folded(BucketEntity.type(), "17"),
                folded(CatalogueEntity.type(), "main"),
                folded(DeskEntity.type(KEY, HOUSE), "CLK0", SnapshotFormatTest::opensSomething),
                house(),
                folded(PayoutsEntity.type(), "17", SnapshotFormatTest::opensSomething),
                folded(PriceEntity.type(), "main"),
                folded(TradesEntity.type(KEY, HOUSE), "nymex:may20"));
    }

    @ParameterizedTest
    @MethodSource("snapshots")
    void aStateSurvivesItsSnapshot(Snapshot<?> snapshot) {
        Serializer serializer = serialization.findSerializerFor(snapshot);
        byte[] bytes = serialization.serialize(snapshot).get();
        Object read = serialization
                .deserialize(bytes, serializer.identifier(), Serializers.manifestFor(serializer, snapshot))
                .get();
        assertThat(read).isEqualTo(snapshot);
    }

    /** An account that stands where this event leaves it. */
    private static Snapshot<Account> account(Class<? extends AccountEvent> last) {
        return folded(AccountEntity.type(), "alder.house", last::isInstance);
    }

    /** The samples of some entities stand for different things; only these can follow each other in one of them. */
    private static boolean opensSomething(Object event) {
        boolean payouts = event instanceof PayoutsEvent.Requested || event instanceof PayoutsEvent.StopPlaced;
        boolean desk = event instanceof DeskEvent.TermsSet
                || event instanceof DeskEvent.OrderWorked
                || (event instanceof DeskEvent.BidChanged bid && bid.change() instanceof BidChange.Registered);
        boolean auction = event instanceof AuctionEvent.Opened
                || (event instanceof AuctionEvent.Awarded award
                        && award.released().isEmpty())
                || (event instanceof AuctionEvent.BidChanged bid && bid.change() instanceof BidChange.Registered);
        return payouts || desk || auction;
    }

    /** The samples of the house stand for different houses; these make a story, in this order. */
    private static Snapshot<House> house() {
        HouseRules rules = new HouseRules();
        House state = rules.initial(HouseMessage.MAIN);
        long number = 0;
        for (String name : List.of(
                "terms-set",
                "member-registered",
                "period-set",
                "source-listed",
                "default-declared.pool",
                "deficit-taken")) {
            HouseEvent sample =
                    (HouseEvent) Optional.ofNullable(JournalSamples.all().get("house." + name))
                            .orElseThrow();
            state = rules.apply(state, new Numbered<>(++number, sample));
        }
        return new Snapshot<>(number, state);
    }

    private static <S, E> Snapshot<S> folded(EntityType<S, ?, ?, E> type, String key) {
        return folded(type, key, event -> true);
    }

    private static <S, E> Snapshot<S> folded(EntityType<S, ?, ?, E> type, String key, Predicate<Object> which) {
        S state = type.rules().initial(EntityId.of(type.kind(), key));
        long number = 0;
        for (Object sample : JournalSamples.all().values()) {
            if (type.events().isInstance(sample) && which.test(sample)) {
                state = type.rules()
                        .apply(state, new Numbered<>(++number, type.events().cast(sample)));
            }
        }
        return new Snapshot<>(number, state);
    }
}
