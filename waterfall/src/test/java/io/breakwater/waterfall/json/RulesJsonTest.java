package io.breakwater.waterfall.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.bucket.Bucket;
import io.breakwater.waterfall.bucket.BucketEvent;
import io.breakwater.waterfall.bucket.BucketMachine;
import io.breakwater.waterfall.bucket.Enlistment;
import io.breakwater.waterfall.call.Outage;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.posting.Acknowledgement;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.HoldBook;
import io.breakwater.waterfall.posting.HoldId;
import io.breakwater.waterfall.posting.Holds;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.Mark;
import io.breakwater.waterfall.posting.Marks;
import io.breakwater.waterfall.posting.Outbox;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.posting.SourceEvent;
import io.breakwater.waterfall.posting.StopId;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.posting.StopSubject;
import io.breakwater.waterfall.posting.Stops;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.receipts.Receipt;
import io.breakwater.waterfall.receipts.Receipts;
import io.breakwater.waterfall.receipts.RequestId;
import io.breakwater.waterfall.table.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the rules keep in a state goes through a plain JSON binding and back: tables by their rows, keys by their text. */
class RulesJsonTest {

    private static final Instant NOON = Instant.parse("2020-04-20T12:00:00Z");
    private static final Currency USD = Currency.of("USD", 2);
    private static final EntityId ALFA = EntityId.parse("account|ALFA");
    private static final EntityId BRAVO = EntityId.parse("account|BRAVO");
    private static final EntityId BANK = EntityId.parse("bank|main");

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModules(new JavaTimeModule(), new Jdk8Module(), keys())
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .addMixIn(Table.class, Rows.class)
            .addMixIn(Leg.class, Named.class)
            .addMixIn(Hold.Reserved.class, Named.class)
            .addMixIn(StopSubject.class, Named.class)
            .addMixIn(Receipt.Outcome.class, Named.class)
            .addMixIn(BucketEvent.class, Named.class)
            .registerSubtypes(Leg.LotsLeg.class, Leg.MoneyLeg.class)
            .registerSubtypes(Hold.Reserved.MoneyHeld.class, Hold.Reserved.LotsHeld.class)
            .registerSubtypes(StopSubject.class.getPermittedSubclasses())
            .registerSubtypes(Receipt.Outcome.class.getPermittedSubclasses())
            .registerSubtypes(BucketEvent.class.getPermittedSubclasses())
            .build();

    /** Stands in for the logical names of the journal's binding. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
    private interface Named {}

    /** How a binding reads a table. */
    private abstract static class Rows {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static <K extends Comparable<? super K>, V> Table<K, V> copyOf(Map<K, V> rows) {
            return Table.copyOf(rows);
        }
    }

    @Test
    void whatASourceKeepsSurvives() throws JsonProcessingException {
        Entry entry = Entry.of(
                "t1",
                Purpose.TRADE,
                Posting.of(ALFA, lots(3), new Leg.MoneyLeg(USD.minor(5))),
                Posting.of(BRAVO, lots(-3), new Leg.MoneyLeg(USD.minor(-5))).consuming(4));
        survives(entry, new TypeReference<>() {});
        SourceEvent event = new SourceEvent() {
            @Override
            public List<Entry> entries() {
                return List.of(entry);
            }
        };
        survives(Outbox.EMPTY.after(new Numbered<>(7, event)), new TypeReference<>() {});
        survives(new Acknowledgement(ALFA, 7), new TypeReference<>() {});
        survives(HoldBook.EMPTY.asked(ALFA, hold()), new TypeReference<>() {});
        StopMessage.PlaceStop place = new StopMessage.PlaceStop(
                new StopId(EntityId.parse("episode|1"), 4), new StopSubject.OfInstrument(InstrumentId.of("OIL")));
        survives(Stops.NONE.placed(place, 9), new TypeReference<>() {});
    }

    @Test
    void whatAnAccountKeepsSurvives() throws JsonProcessingException {
        survives(Marks.NONE.with(BANK, new Mark(7, "t1")).closedBelow(3), new TypeReference<>() {});
        survives(Holds.NONE.granted(hold()).refused(new HoldId(BANK, 9), "WHY"), new TypeReference<>() {});
        RequestId id = new RequestId("018f3a2b-1c4d-7abc-8def-0123456789ab");
        Receipts<String> receipts = Receipts.<String>none()
                .keep("member/ALFA", Receipt.answered(id, "ab".repeat(32), "answer", Optional.of(NOON)))
                .keep("member/BRAVO", Receipt.voided(id, Optional.empty()));
        survives(receipts, new TypeReference<>() {});
    }

    @Test
    void whatABucketKeepsSurvives() throws JsonProcessingException {
        BucketMachine machine = new BucketMachine();
        Outage outage = new Outage("o", NOON, NOON.plusSeconds(60));
        List<BucketEvent> events = List.of(
                new BucketEvent.AccountOpened(ALFA, "ALFA", AccountKind.HOUSE),
                new BucketEvent.Enlisted(
                        ALFA,
                        new Enlistment(0, Optional.of(NOON), true),
                        Optional.of(new BucketEvent.Heartbeat(NOON, Optional.empty()))),
                new BucketEvent.HeartbeatKept(new BucketEvent.Heartbeat(NOON.plusSeconds(60), Optional.of(outage))));
        Bucket bucket = machine.initial(EntityId.parse("bucket|35"));
        for (BucketEvent event : events) {
            survives(event, new TypeReference<BucketEvent>() {});
            bucket = machine.apply(bucket, new Numbered<>(1, event));
        }
        survives(bucket, new TypeReference<>() {});
    }

    @Test
    void aFullBucketAndFullReceiptsStayBelowOneMebibyteEach() throws JsonProcessingException {
        BucketMachine machine = new BucketMachine();
        Bucket bucket = machine.initial(EntityId.parse("bucket|35"));
        Receipts<String> receipts = Receipts.none();
        Enlistment enlistment = new Enlistment(1_000_000, Optional.of(NOON), true);
        for (int i = 0; i < Bucket.ROSTER; i++) {
            EntityId account = EntityId.parse("account|CLIENT-" + (100_000 + i));
            bucket = new BucketEvent.AccountOpened(account, "MEMBER-0001", AccountKind.CLIENT).applyTo(bucket);
            bucket = new BucketEvent.Enlisted(account, enlistment, Optional.empty()).applyTo(bucket);
        }
        for (int i = 0; i < Receipts.PER_ENTITY; i++) {
            RequestId id = new RequestId("018f3a2b-1c4d-7abc-8def-" + (100_000_000_000L + i));
            receipts = receipts.keep("member/ALFA", Receipt.answered(id, "ab".repeat(32), "answer", Optional.of(NOON)));
        }
        assertThat(JSON.writeValueAsBytes(bucket)).hasSizeLessThan(1 << 20);
        assertThat(JSON.writerFor(new TypeReference<Receipts<String>>() {}).writeValueAsBytes(receipts))
                .hasSizeLessThan(1 << 20);
    }

    private static Leg lots(long count) {
        return new Leg.LotsLeg(InstrumentId.of("OIL"), Lots.of(count), USD.minor(count), USD.minor(count));
    }

    private static Hold hold() {
        return new Hold(new HoldId(BANK, 4), List.of(new Hold.Reserved.MoneyHeld(USD.minor(10))));
    }

    private static SimpleModule keys() {
        return new SimpleModule()
                .addKeyDeserializer(EntityId.class, key(EntityId::parse))
                .addKeyDeserializer(HoldId.class, key(HoldId::parse))
                .addKeyDeserializer(StopId.class, key(StopId::parse))
                .addKeyDeserializer(HoldBook.Line.class, key(HoldBook.Line::parse));
    }

    private static KeyDeserializer key(Function<String, Object> parse) {
        return new KeyDeserializer() {
            @Override
            public Object deserializeKey(String key, DeserializationContext context) {
                return parse.apply(key);
            }
        };
    }

    private static <T> void survives(T value, TypeReference<T> type) throws JsonProcessingException {
        String json = JSON.writerFor(type).writeValueAsString(value);
        assertThat(JSON.readValue(json, type)).as(json).isEqualTo(value);
    }
}
