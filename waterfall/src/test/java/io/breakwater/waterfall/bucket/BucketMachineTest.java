package io.breakwater.waterfall.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.bucket.BucketAnswer.EnlistmentKept;
import io.breakwater.waterfall.bucket.BucketAnswer.OutagesFound;
import io.breakwater.waterfall.bucket.BucketAnswer.Refusal;
import io.breakwater.waterfall.bucket.BucketAnswer.RosterRefused;
import io.breakwater.waterfall.bucket.BucketMessage.AskOutages;
import io.breakwater.waterfall.bucket.BucketMessage.CloseAccount;
import io.breakwater.waterfall.bucket.BucketMessage.CuresShed;
import io.breakwater.waterfall.bucket.BucketMessage.Delist;
import io.breakwater.waterfall.bucket.BucketMessage.Enlist;
import io.breakwater.waterfall.bucket.BucketMessage.NameHouseAccount;
import io.breakwater.waterfall.bucket.BucketMessage.OpenAccount;
import io.breakwater.waterfall.bucket.BucketMessage.Tick;
import io.breakwater.waterfall.call.Outage;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.process.Tending;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Longer than other files: roster, wakings, heartbeats, outages and the roll are told to one machine by one script. */
class BucketMachineTest {

    private static final Instant NOON = Instant.parse("2020-04-20T12:00:00Z");
    private static final Duration ERROR = Duration.ofMillis(250);
    private static final EntityId ALFA = EntityId.of(EntityKind.ACCOUNT, "ALFA");
    private static final EntityId BUCKET = Buckets.of(ALFA);

    private final BucketMachine machine = new BucketMachine();
    private final List<Numbered<BucketEvent>> journal = new ArrayList<>();
    private Bucket bucket = machine.initial(BUCKET);
    private BucketMemory memory = machine.wake(bucket);
    private Duration uptime = Duration.ZERO;
    private boolean houseTime = true;
    private List<Send> sent = List.of();

    @Test
    void theHashIsFixedForEver() {
        assertThat(Buckets.numberOf(ALFA)).isEqualTo(35);
        assertThat(Buckets.numberOf(EntityId.of(EntityKind.ACCOUNT, "inventory:1:ALFA")))
                .isEqualTo(120);
        assertThat(BUCKET).isEqualTo(EntityId.parse("bucket|" + 35));
    }

    @Test
    void aMemberHasOneAccountOfItsOwn() {
        EntityId other = EntityId.of(EntityKind.ACCOUNT, "ALFA.2");
        assertThat(tell(new NameHouseAccount("ALFA", ALFA, Optional.empty())))
                .contains(new BucketAnswer.HouseAccountNamed("ALFA", ALFA));
        assertThat(tell(new NameHouseAccount("ALFA", other, Optional.empty())))
                .contains(new BucketAnswer.HouseAccountNamed("ALFA", ALFA));
        assertThat(tell(new NameHouseAccount("ALFA", ALFA, Optional.empty())))
                .contains(new BucketAnswer.HouseAccountNamed("ALFA", ALFA));
        assertThat(journal).hasSize(1);
        assertThat(tell(new NameHouseAccount("ALFA", other, Optional.of(other))))
                .contains(new BucketAnswer.HouseAccountNamed("ALFA", ALFA));
        assertThat(tell(new NameHouseAccount("ALFA", other, Optional.of(ALFA))))
                .contains(new BucketAnswer.HouseAccountNamed("ALFA", other));
        assertThat(tell(new NameHouseAccount("BRAVO", other, Optional.empty())))
                .contains(new BucketAnswer.RosterRefused(other, BucketAnswer.Refusal.OTHER_BUCKET));
    }

    @Test
    void theHouseAccountsOfSoManyMembersAreNamedAndNotOneMore() {
        int named = 0;
        for (int i = 0; named <= Bucket.HOUSE_ACCOUNTS; i++) {
            String member = "M" + i;
            if (Buckets.ofMember(member).equals(BUCKET)) {
                named++;
                Message answer = tell(new NameHouseAccount(member, ALFA, Optional.empty()))
                        .orElseThrow();
                assertThat(answer)
                        .isEqualTo(
                                named <= Bucket.HOUSE_ACCOUNTS
                                        ? new BucketAnswer.HouseAccountNamed(member, ALFA)
                                        : new BucketAnswer.RosterRefused(ALFA, BucketAnswer.Refusal.FULL));
            }
        }
    }

    @Test
    void anOpeningIsAnsweredAlikeAndAnotherOneIsRefused() {
        OpenAccount open = new OpenAccount(ALFA, "ALFA", AccountKind.HOUSE);
        assertThat(tell(open)).contains(new BucketAnswer.AccountOpened(ALFA));
        assertThat(tell(open)).contains(new BucketAnswer.AccountOpened(ALFA));
        assertThat(journal).hasSize(1);
        assertThat(tell(new OpenAccount(ALFA, "BRAVO", AccountKind.HOUSE)))
                .contains(new RosterRefused(ALFA, Refusal.OPENED_OTHERWISE));
        EntityId stranger = EntityId.of(EntityKind.ACCOUNT, "BRAVO");
        assertThat(tell(new OpenAccount(stranger, "BRAVO", AccountKind.HOUSE)))
                .contains(new RosterRefused(stranger, Refusal.OTHER_BUCKET));
    }

    @Test
    void anAccountIsActiveOnceEnlistedAndClosedOnlyWhenAtRest() {
        tell(new OpenAccount(ALFA, "ALFA", AccountKind.HOUSE));
        tell(enlist(0, false));
        assertThat(stage()).isEqualTo(RosterLine.Stage.ACTIVE);
        assertThat(tell(new CloseAccount(ALFA))).contains(new RosterRefused(ALFA, Refusal.ENLISTED));
        tell(new Delist(ALFA, 1));
        assertThat(tell(new CloseAccount(ALFA))).contains(new BucketAnswer.AccountClosed(ALFA));
        assertThat(stage()).isEqualTo(RosterLine.Stage.CLOSED);
        assertThat(tell(new OpenAccount(ALFA, "ALFA", AccountKind.HOUSE)))
                .contains(new RosterRefused(ALFA, Refusal.OPENED_OTHERWISE));
    }

    @Test
    void whoeverIsOnTheRosterOrKeptAwakeIsListedAndSourcesAreNot() {
        EntityId unopened = ofTheBucket(EntityKind.ACCOUNT);
        tell(new OpenAccount(ALFA, "ALFA", AccountKind.HOUSE));
        tell(new Enlist(unopened, new Enlistment(1, Optional.empty(), false)));
        tell(new Enlist(ofTheBucket(EntityKind.BANK), new Enlistment(1, Optional.empty(), false)));
        assertThat(tell(new BucketMessage.ListAccounts()))
                .contains(new BucketAnswer.Accounts(new TreeSet<>(List.of(ALFA, unopened))));
        tell(new CloseAccount(ALFA));
        assertThat(tell(new BucketMessage.ListAccounts()))
                .contains(new BucketAnswer.Accounts(new TreeSet<>(List.of(ALFA, unopened))));
    }

    private static EntityId ofTheBucket(EntityKind kind) {
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> EntityId.of(kind, "external:" + number))
                .filter(id -> Buckets.of(id).equals(BUCKET))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void enlistingIsPersistedBeforeItIsAnsweredAndGoesToTheAccountThatAsked() {
        Envelope<BucketMessage> input = new Envelope<>(enlist(3, false), Optional.of(ALFA), Cause.of(ALFA, "3"));
        Reaction<BucketMemory, BucketEvent> reaction = machine.react(bucket, memory, input, now());
        assertThat(reaction.event()).isPresent();
        assertThat(reaction.reply()).isEmpty();
        assertThat(reaction.sends())
                .containsExactly(
                        new Send(ALFA, new EnlistmentKept(ALFA, enlist(3, false).enlistment())));
    }

    @Test
    void theNewestNumberCountsAndAtTheSameOneEnlistingBeatsDelisting() {
        tell(enlist(3, false));
        tell(new Delist(ALFA, 3));
        assertThat(bucket.enlisted()).containsKey(ALFA);
        tell(new Delist(ALFA, 5));
        assertThat(bucket.enlisted()).isEmpty();
        tell(enlist(5, false));
        tell(new Delist(ALFA, 5));
        assertThat(bucket.enlisted()).containsKey(ALFA);
    }

    @Test
    void atTheSameNumberACallStaysOpenAndTheNearerDeadlineStays() {
        tell(new Enlist(ALFA, new Enlistment(3, Optional.of(NOON), true)));
        tell(new Enlist(ALFA, new Enlistment(3, Optional.of(NOON.plusSeconds(9)), false)));
        assertThat(bucket.enlisted().find(ALFA)).contains(new Enlistment(3, Optional.of(NOON), true));
        assertThat(journal).hasSize(1);
        tell(enlist(2, false));
        assertThat(bucket.callsOpen()).isEqualTo(1);
        tell(enlist(4, false));
        assertThat(bucket.callsOpen()).isZero();
    }

    @Test
    void wakesTheNearestDeadlineFirstAFewAtATimeAndStartsAgainAfterARest() {
        List<EntityId> expected = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            EntityId account = EntityId.of(EntityKind.ACCOUNT, "W" + i);
            Optional<Instant> deadline = i < 35 ? Optional.of(NOON.plusSeconds(100 - i)) : Optional.empty();
            Enlistment enlistment = new Enlistment(0, deadline, false);
            bucket = bucket.enlisted(account, enlistment, Optional.empty());
            expected.add(i < 35 ? 0 : expected.size(), account);
        }
        List<EntityId> woken = new ArrayList<>();
        assertThat(tend(woken)).contains(WakeRound.PACE);
        assertThat(woken).hasSize(WakeRound.AT_ONCE);
        assertThat(tend(woken)).contains(WakeRound.PACE);
        assertThat(woken).hasSize(WakeRound.AT_ONCE);
        uptime = uptime.plus(WakeRound.PACE);
        tend(woken);
        uptime = uptime.plus(WakeRound.PACE);
        tend(woken);
        assertThat(woken).isEqualTo(expected);
        uptime = uptime.plus(WakeRound.REST);
        tend(woken);
        assertThat(woken).hasSize(40 + WakeRound.AT_ONCE).endsWith(expected.get(WakeRound.AT_ONCE - 1));
    }

    @Test
    void aHeartbeatIsPersistedEveryFifteenSecondsWhileACallIsOpen() {
        pass(60);
        assertThat(journal).isEmpty();
        tell(enlist(1, true));
        pass(60);
        assertThat(heartbeats()).isEqualTo(4);
        tell(enlist(2, false));
        pass(60);
        assertThat(heartbeats()).isEqualTo(4);
    }

    @Test
    void aHouseThatWasThereHasNoOutages() {
        tell(enlist(1, true));
        pass(90);
        assertThat(outages(0, 60)).isEmpty();
    }

    @Test
    void aGapAboveFortyFiveSecondsIsAnOutageFromTheLastSignOfLifeToTheNext() {
        tell(enlist(1, true));
        pass(30);
        uptime = uptime.plusSeconds(50);
        pass(30);
        assertThat(outages(0, 100)).containsExactly(outage(NOON.plusSeconds(30).minus(ERROR), at(81).plus(ERROR)));
        assertThat(outages(0, 29)).isEmpty();
        assertThat(outages(85, 100)).isEmpty();
    }

    @Test
    void aGapOfFortyFiveSecondsIsNone() {
        tell(enlist(1, true));
        pass(30);
        uptime = uptime.plusSeconds(44).minus(ERROR.multipliedBy(2));
        pass(30);
        assertThat(outages(0, 100)).isEmpty();
    }

    @Test
    void anOutageThatLastsUntilTheQuestionIsPersistedWithTheAnswer() {
        tell(enlist(1, true));
        pass(30);
        uptime = uptime.plusSeconds(300);
        Outage outage = outage(NOON.plusSeconds(30).minus(ERROR), at(330).plus(ERROR));
        assertThat(outages(0, 60)).containsExactly(outage);
        BucketEvent.Heartbeat heartbeat = new BucketEvent.Heartbeat(at(330).minus(ERROR), Optional.of(outage));
        assertThat(journal.get(journal.size() - 1).event()).isEqualTo(new BucketEvent.HeartbeatKept(heartbeat));
        assertThat(outages(0, 60)).containsExactly(outage);
    }

    @Test
    void withoutHouseTimeOrBeforeTheDeadlineNothingIsAnswered() {
        tell(enlist(1, true));
        pass(61);
        houseTime = false;
        assertThat(tell(new AskOutages(ALFA, "1", NOON, at(60)))).isEmpty();
        houseTime = true;
        assertThat(tell(new AskOutages(ALFA, "1", NOON, at(61)))).isEmpty();
        assertThat(tell(new AskOutages(ALFA, "1", NOON, at(60)))).isPresent();
    }

    @Test
    void aNodeWithoutHouseTimeLeavesAGapThatReadsAsAnOutage() {
        houseTime = false;
        tell(enlist(1, true));
        pass(50);
        houseTime = true;
        pass(50);
        assertThat(outages(0, 90)).containsExactly(outage(NOON, at(51).minus(ERROR)));
    }

    @Test
    void aCallTheBucketWasNeverToldOfReadsAsAnOutageThroughout() {
        pass(100);
        assertThat(outages(0, 60)).containsExactly(outage(NOON, at(100).minus(ERROR)));
    }

    @Test
    void curesRefusedUnderLoadAreAnOutageAndOverlappingOnesAreOne() {
        tell(enlist(1, true));
        pass(100);
        tell(new CuresShed(at(20), at(25)));
        tell(new CuresShed(at(24), at(31)));
        tell(new CuresShed(at(50), at(50)));
        assertThat(outages(0, 60)).containsExactly(outage(at(20), at(31)));
    }

    @Test
    void whatHadToBeForgottenReadsAsAnOutage() {
        Presence presence = Presence.NONE.and(new BucketEvent.Heartbeat(NOON, Optional.empty()));
        for (int i = 0; i <= Presence.OUTAGES; i++) {
            presence = presence.and(outage(at(10 * i + 1), at(10 * i + 2)));
        }
        assertThat(presence.outages()).hasSize(Presence.OUTAGES);
        assertThat(presence.overlapping(NOON, at(15))).containsExactly(outage(NOON, at(2)), outage(at(11), at(12)));
    }

    @Test
    void theRollIsAnsweredWhenEveryEnlistedDirectAccountHasSaidThatTheSnapshotIsDecided() {
        EntityId direct = EntityId.of(EntityKind.ACCOUNT, "ALFA.direct");
        EntityId other = EntityId.of(EntityKind.ACCOUNT, "ALFA.other");
        EntityId asleep = EntityId.of(EntityKind.ACCOUNT, "ALFA.asleep");
        EntityId client = EntityId.of(EntityKind.ACCOUNT, "ALFA.client");
        for (EntityId account : List.of(direct, other, asleep)) {
            bucket = bucket.withLine(account, new RosterLine("ALFA", AccountKind.DIRECT, RosterLine.Stage.ACTIVE));
        }
        bucket = bucket.withLine(client, new RosterLine("ALFA", AccountKind.CLIENT, RosterLine.Stage.ACTIVE));
        for (EntityId account : List.of(direct, other, client)) {
            bucket = bucket.enlisted(account, new Enlistment(1, Optional.empty(), false), Optional.empty());
        }
        assertThat(react(new BucketMessage.CallRoll(1, 7))).isEmpty();
        assertThat(sent).extracting(Send::to).containsExactly(direct, other);
        react(new BucketMessage.Decided(direct, 1, 7, Optional.of(TIME)));
        react(new BucketMessage.Decided(other, 1, 6, Optional.empty()));
        react(new BucketMessage.Decided(other, 2, 7, Optional.empty()));
        assertThat(react(new BucketMessage.CallRoll(1, 7))).isEmpty();
        assertThat(sent).containsExactly(new Send(other, new BucketAnswer.AskDecided(other, 1, 7)));
        react(new BucketMessage.Decided(other, 1, 7, Optional.empty()));
        BucketAnswer.RollCalled answer = new BucketAnswer.RollCalled(BUCKET, 1, 7, new TreeMap<>(Map.of(direct, TIME)));
        assertThat(react(new BucketMessage.CallRoll(1, 7))).contains(answer);
        react(new BucketMessage.CallRoll(2, 7));
        assertThat(sent).as("a new roll asks everybody anew").hasSize(2);
    }

    private static final BusinessTime TIME = new BusinessTime(
            LocalDate.of(2020, 3, 12), LocalDate.of(2020, 3, 12).atStartOfDay());

    /** The reaction to a word about the roll, which no event follows. */
    private Optional<Message> react(BucketMessage message) {
        Cause cause = new Cause("test", Optional.empty(), "r");
        Reaction<BucketMemory, BucketEvent> reaction =
                machine.react(bucket, memory, new Envelope<>(message, Optional.empty(), cause), now());
        assertThat(reaction.event()).isEmpty();
        memory = reaction.memory();
        sent = reaction.sends();
        return reaction.reply();
    }

    private Optional<Message> tell(BucketMessage message) {
        Cause cause = new Cause("test", Optional.empty(), "r");
        Reaction<BucketMemory, BucketEvent> reaction =
                machine.react(bucket, memory, new Envelope<>(message, Optional.empty(), cause), now());
        memory = reaction.memory();
        sent = reaction.sends();
        reaction.event().ifPresent(event -> {
            journal.add(new Numbered<>(journal.size() + 1L, event));
            bucket = machine.apply(bucket, journal.get(journal.size() - 1));
        });
        assertThat(replayed()).isEqualTo(bucket);
        return reaction.reply();
    }

    private Bucket replayed() {
        Bucket state = machine.initial(BUCKET);
        for (Numbered<BucketEvent> event : journal) {
            state = machine.apply(state, event);
        }
        return state;
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            uptime = uptime.plusSeconds(1);
            tell(new Tick());
        }
    }

    private Optional<Duration> tend(List<EntityId> woken) {
        Tending<BucketMemory> tending = machine.tend(bucket, memory, now());
        memory = tending.memory();
        tending.sends().forEach(send -> woken.add(send.to()));
        return tending.again();
    }

    private List<Outage> outages(int issued, int deadline) {
        Message answer =
                tell(new AskOutages(ALFA, "1", at(issued), at(deadline))).orElseThrow();
        return ((OutagesFound) answer).outages();
    }

    private long heartbeats() {
        return journal.stream()
                .filter(event -> event.event() instanceof BucketEvent.HeartbeatKept)
                .count();
    }

    private RosterLine.Stage stage() {
        return bucket.roster().find(ALFA).orElseThrow().stage();
    }

    private Now now() {
        HouseInstant house = new HouseInstant(NOON.plus(uptime), ERROR);
        return new Now(uptime, houseTime ? Optional.of(house) : Optional.empty());
    }

    private static Enlist enlist(long number, boolean callOpen) {
        return new Enlist(ALFA, new Enlistment(number, Optional.empty(), callOpen));
    }

    private static Instant at(int seconds) {
        return NOON.plusSeconds(seconds);
    }

    private static Outage outage(Instant from, Instant until) {
        return Presence.outage(from, until);
    }
}
