package io.breakwater.waterfall.housetime;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.housetime.ClockMessage.Ping;
import io.breakwater.waterfall.housetime.ClockMessage.Pong;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ClockReadingsTest {

    private static final Instant TRUTH = Instant.parse("2020-04-20T18:30:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void threeNodesAgreeAndTheBoundCoversTheTruth() {
        House house = new House(Duration.ZERO, Duration.ZERO, Duration.ZERO);
        house.exchange();
        HouseInstant now = house.read().orElseThrow();
        assertCovers(now, house.truth);
        assertThat(now.error()).isLessThan(Duration.ofMillis(300));
    }

    @Test
    void aMinorityAnHourOffHasNoEffect() {
        for (Duration wrong : List.of(HOUR, HOUR.negated())) {
            House house = new House(Duration.ZERO, Duration.ZERO, wrong);
            house.exchange();
            HouseInstant now = house.read().orElseThrow();
            assertCovers(now, house.truth);
            assertThat(now.error()).isLessThan(Duration.ofMillis(300));
        }
    }

    @Test
    void theOwnClockAnHourOffHasNoEffectEither() {
        House house = new House(HOUR, Duration.ZERO, Duration.ZERO);
        house.exchange();
        assertCovers(house.read().orElseThrow(), house.truth);
    }

    @Test
    void aWrongClockAmongABareMajorityGivesNoHouseTimeRatherThanAWrongOne() {
        House house = new House(Duration.ZERO, HOUR, Duration.ZERO);
        house.exchangeWith("n1");
        assertThat(house.read()).isEmpty();
    }

    @Test
    void aBareMajorityThatAgreesIsEnough() {
        House house = new House(Duration.ZERO, Duration.ZERO, Duration.ZERO);
        house.exchangeWith("n1");
        assertCovers(house.read().orElseThrow(), house.truth);
    }

    @Test
    void withoutAMajorityWithinThreeSecondsThereIsNoHouseTime() {
        House house = new House(Duration.ZERO, Duration.ZERO, Duration.ZERO);
        assertThat(house.read()).isEmpty();
        house.exchange();
        house.pass(Duration.ofMillis(2_900));
        assertThat(house.read()).isPresent();
        house.pass(Duration.ofMillis(200));
        assertThat(house.read()).isEmpty();
    }

    @Test
    void aNodeThatKnowsNoMembersHasNoHouseTime() {
        ClockReadings alone = ClockReadings.starting(ClockPolicy.STANDARD, "n0", 1);
        assertThat(alone.read(SECOND, TRUTH).house()).isEmpty();
        assertThat(alone.among(Set.of("n0")).read(SECOND, TRUTH).house()).isPresent();
    }

    @Test
    void aPausedNodeHasNoHouseTimeOnItsFirstQuestionAfterWaking() {
        House house = new House(Duration.ZERO, Duration.ZERO, Duration.ZERO);
        house.exchange();
        assertThat(house.read()).isPresent();
        house.pass(Duration.ofSeconds(40));
        assertThat(house.read()).isEmpty();
    }

    @Test
    void pongsThatWaitedInTheSocketThroughAPauseDoNotCount() {
        House house = new House(Duration.ZERO, Duration.ZERO, Duration.ZERO);
        Ping ping = house.ask();
        List<Pong> queued = List.of(house.answer("n1", ping), house.answer("n2", ping));
        house.pass(Duration.ofSeconds(40));
        house.hear("n1", queued.get(0));
        house.hear("n2", queued.get(1));
        assertThat(house.read()).isEmpty();
        house.exchange();
        assertCovers(house.read().orElseThrow(), house.truth);
    }

    @Test
    void anAnswerThatWasSlowCountsFromItsQuestionAndWidensTheBound() {
        House house = new House(Duration.ZERO, Duration.ZERO, Duration.ZERO);
        Ping ping = house.ask();
        Pong pong = house.answer("n1", ping);
        house.pass(Duration.ofSeconds(2));
        house.hear("n1", pong);
        HouseInstant now = house.read().orElseThrow();
        assertCovers(now, house.truth);
        assertThat(now.error()).isGreaterThan(Duration.ofMillis(900));
        house.pass(Duration.ofMillis(1_100));
        assertThat(house.read()).isEmpty();
    }

    @Test
    void answersToAnEarlierIncarnationOrAStrangerOrOutOfTimeAreIgnored() {
        House house = new House(Duration.ZERO, Duration.ZERO, Duration.ZERO);
        Ping ping = house.ask();
        house.hear("n1", new Pong(ping.incarnation() - 1, ping.round(), house.truth));
        house.hear("n1", new Pong(ping.incarnation(), ping.round() + 7, house.truth));
        house.hear("n9", new Pong(ping.incarnation(), ping.round(), house.truth));
        house.hear("n1", new Pong(ping.incarnation(), ping.round(), Instant.MAX));
        house.hear("n0", new Pong(ping.incarnation(), ping.round(), house.truth));
        assertThat(house.read()).isEmpty();
    }

    @Test
    void publishedTimeNeverGoesBackWithinItsBoundAndIsWithheldBeyondIt() {
        House house = new House(Duration.ofMillis(200), Duration.ofMillis(200), Duration.ofMillis(200));
        house.exchange();
        HouseInstant first = house.read().orElseThrow();
        house.walls(Duration.ofMillis(-100));
        house.exchange();
        HouseInstant second = house.read().orElseThrow();
        assertThat(second.time()).isAfterOrEqualTo(first.time());
        assertCovers(second, house.truth);
        house.walls(HOUR.negated());
        house.exchange();
        assertThat(house.read()).isEmpty();
    }

    @SeededTest(runs = 300)
    void theBoundCoversTheTruthWhateverTheNetworkAndAMinorityDo(Generator any) {
        int nodes = (int) any.between(1, 7);
        int wrong = (int) any.between(0, (nodes - 1) / 2);
        House house = new House(any, nodes, wrong);
        Optional<Instant> before = Optional.empty();
        for (int step = 0; step < 200; step++) {
            house.randomStep(any);
            Optional<HouseInstant> now = house.read();
            now.ifPresent(time -> assertCovers(time, house.truth));
            Optional<Instant> last = before;
            now.ifPresent(time -> assertThat(last.filter(time.time()::isBefore)).isEmpty());
            before = now.map(HouseInstant::time).or(() -> last);
        }
    }

    private static void assertCovers(HouseInstant now, Instant truth) {
        assertThat(Duration.between(now.time(), truth).abs()).isLessThanOrEqualTo(now.error());
    }

    /** The clocks of all nodes beside the truth; n0 is the node under test. */
    private static final class House {

        private final List<Duration> offsets = new ArrayList<>();
        private final List<Pending> wire = new ArrayList<>();
        private final Instant started = TRUTH;
        private long ppm;
        private int wrongFrom = Integer.MAX_VALUE;
        private Instant truth = TRUTH;
        private ClockReadings readings;

        private record Pending(String peer, Pong pong) {}

        private House(Duration... walls) {
            offsets.addAll(List.of(walls));
            readings = start();
        }

        private House(Generator any, int nodes, int wrong) {
            wrongFrom = nodes - wrong;
            ppm = any.between(-990, 990);
            List<Duration> drawn = new ArrayList<>();
            for (int node = 0; node < nodes; node++) {
                drawn.add(offset(any, node));
            }
            offsets.addAll(drawn);
            readings = start();
        }

        private Duration offset(Generator any, int node) {
            long bound = ClockPolicy.STANDARD.wallBound().toMillis();
            if (node < wrongFrom && any.oneIn(2)) {
                return Duration.ofMillis(any.oneIn(2) ? bound : -bound);
            }
            long most = node < wrongFrom ? bound : 7_200_000;
            return Duration.ofMillis(any.between(-most, most));
        }

        private ClockReadings start() {
            Set<String> members = new TreeSet<>();
            for (int node = 0; node < offsets.size(); node++) {
                members.add("n" + node);
            }
            return ClockReadings.starting(ClockPolicy.STANDARD, "n0", 17).among(members);
        }

        private void randomStep(Generator any) {
            pass(Duration.ofMillis(any.oneIn(40) ? any.between(5_000, 60_000) : any.between(0, 400)));
            int node = (int) any.between(0, offsets.size() - 1L);
            offsets.set(node, any.oneIn(10) ? offset(any, node) : offsets.get(node));
            if (any.oneIn(3)) {
                Ping ping = ask();
                for (int peer = 1; peer < offsets.size(); peer++) {
                    wire.add(new Pending("n" + peer, answer("n" + peer, ping)));
                }
            }
            while (!wire.isEmpty() && !any.oneIn(3)) {
                Pending pending = wire.get((int) any.between(0, wire.size() - 1L));
                if (!any.oneIn(5)) {
                    wire.remove(pending);
                }
                hear(pending.peer(), pending.pong());
            }
        }

        private void walls(Duration offset) {
            offsets.replaceAll(old -> offset);
        }

        private void pass(Duration time) {
            truth = truth.plus(time);
        }

        private Duration uptime() {
            Duration real = Duration.between(started, truth);
            return real.plus(real.multipliedBy(ppm).dividedBy(1_000_000)).plusSeconds(1);
        }

        private Instant wall(String node) {
            return truth.plus(offsets.get(Integer.parseInt(node.substring(1))));
        }

        private Ping ask() {
            ClockReadings.Asking asking = readings.ask(uptime());
            readings = asking.next();
            return asking.ping();
        }

        private Pong answer(String peer, Ping ping) {
            return ping.answer(wall(peer));
        }

        private void hear(String peer, Pong pong) {
            readings = readings.heard(peer, pong, uptime());
        }

        private void exchange() {
            for (int peer = 1; peer < offsets.size(); peer++) {
                exchangeWith("n" + peer);
            }
        }

        private void exchangeWith(String peer) {
            Ping ping = ask();
            pass(Duration.ofMillis(1));
            Pong pong = answer(peer, ping);
            pass(Duration.ofMillis(1));
            hear(peer, pong);
        }

        private Optional<HouseInstant> read() {
            ClockReadings.Reading reading = readings.read(uptime(), wall("n0"));
            readings = reading.next();
            return reading.house();
        }
    }
}
