package io.breakwater.chaos.planted;

import static io.breakwater.chaos.planted.Change.answered;
import static io.breakwater.chaos.planted.Change.answering;
import static io.breakwater.chaos.planted.Plant.simulated;

import io.breakwater.chaos.check.Invariant;
import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.Standing;
import io.breakwater.waterfall.call.CalledAmount;
import io.breakwater.waterfall.call.MarginCall;
import io.breakwater.waterfall.housetime.ClockReadings;
import io.breakwater.waterfall.process.HouseInstant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Bugs in margin calls, house time and waking. */
final class CallPlants {

    private CallPlants() {}

    static List<Plant> all() {
        return List.of(
                simulated(
                        "call expired by a skewed clock",
                        Invariant.CALLS,
                        1002,
                        20,
                        "A node takes its own wall clock for house time.",
                        answered("waterfall.housetime.ClockReadings#read", CallPlants::ownClock)),
                simulated(
                        "deadline compared without the error bound",
                        Invariant.CALLS,
                        1005,
                        20,
                        "A deadline is past as soon as the middle of house time is.",
                        answered("waterfall.process.HouseInstant#isPast", (Call call, Boolean past) -> !call.self(
                                        HouseInstant.class)
                                .time()
                                .isBefore(call.argument(0, Instant.class)))),
                simulated(
                        "expiry without the flush",
                        Invariant.CALLS,
                        1001,
                        20,
                        "A call expires without waiting for what the banks have recorded.",
                        answering("waterfall.account.ExpiryTurn#isApplied", true)),
                simulated(
                        "cure accepted after expiry",
                        Invariant.CALLS,
                        1001,
                        20,
                        "Money that comes when the call has expired makes the account good again.",
                        answered("waterfall.account.AccountEvent$Posted#applyTo", CallPlants::cured)),
                simulated(
                        "old deadline moved by a worse price",
                        Invariant.CALLS,
                        1001,
                        20,
                        "A raise gives the amounts that were called before the deadline of the new one.",
                        answered("waterfall.call.MarginCall#raise", CallPlants::moved)),
                simulated(
                        "bucket that forgets to wake",
                        Invariant.LIVENESS,
                        1,
                        20,
                        "A bucket wakes nobody.",
                        answered(
                                "waterfall.bucket.WakeRound#step",
                                (Call call, Record step) -> Inside.with(step, "now", List.of()))),
                simulated(
                        "enlistment after the call",
                        Invariant.LIVENESS,
                        1,
                        20,
                        "An account persists its call before its bucket keeps it awake, and enlists only afterwards.",
                        answering("waterfall.bucket.Attendance#covers", true)));
    }

    private static ClockReadings.Reading ownClock(Call call, ClockReadings.Reading was) {
        HouseInstant own = new HouseInstant(call.argument(1, Instant.class), Duration.ZERO);
        return new ClockReadings.Reading(was.next(), Optional.of(own));
    }

    private static Account cured(Call call, Account after) {
        boolean expired = call.argument(0, Account.class).standing() instanceof Standing.Expired;
        return expired
                ? Inside.with(after, "calls", Inside.with(after.calls(), "standing", new Standing.Good()))
                : after;
    }

    private static MarginCall moved(Call call, MarginCall after) {
        Instant newest = after.amounts().get(after.amounts().size() - 1).due();
        List<CalledAmount> all = after.amounts().stream()
                .map(amount -> Inside.with(amount, "due", newest))
                .toList();
        return Inside.with(after, "amounts", all);
    }
}
