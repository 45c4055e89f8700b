package io.breakwater.waterfall.account;

import io.breakwater.waterfall.bucket.Attendance;
import java.time.Duration;
import java.util.Optional;

/**
 * What an account keeps in memory only.
 *
 * @param attendance what it knows of its enlistment at its bucket
 * @param busyAt the uptime of its last event
 * @param heard the newest snapshot it was judged by
 * @param expiry whom it has asked before its call may expire
 * @param hintAgain the uptime before which it does not ask for a judgement again
 * @param liquidation what it has heard from the desks
 * @param closedAgain the uptime before which it does not ask which episodes are closed
 */
public record AccountMemory(
        Attendance attendance,
        Duration busyAt,
        Optional<Heard> heard,
        Optional<ExpiryRound> expiry,
        Duration hintAgain,
        LiquidationRound liquidation,
        Duration closedAgain) {

    static final AccountMemory FRESH = new AccountMemory(
            Attendance.NONE,
            Duration.ZERO,
            Optional.empty(),
            Optional.empty(),
            Duration.ZERO,
            LiquidationRound.NONE,
            Duration.ZERO);

    /** The facts of a snapshot, and the uptime at which they last came. */
    public record Heard(RiskFacts facts, Duration at) {}

    AccountMemory with(Attendance next) {
        return new AccountMemory(next, busyAt, heard, expiry, hintAgain, liquidation, closedAgain);
    }

    AccountMemory busy(Duration uptime) {
        return new AccountMemory(attendance, uptime, heard, expiry, hintAgain, liquidation, closedAgain);
    }

    AccountMemory heard(RiskFacts facts, Duration uptime) {
        return new AccountMemory(
                attendance, busyAt, Optional.of(new Heard(facts, uptime)), expiry, hintAgain, liquidation, closedAgain);
    }

    AccountMemory with(Optional<ExpiryRound> next) {
        return new AccountMemory(attendance, busyAt, heard, next, hintAgain, liquidation, closedAgain);
    }

    AccountMemory hinted(Duration again) {
        return new AccountMemory(attendance, busyAt, heard, expiry, again, liquidation, closedAgain);
    }

    AccountMemory with(LiquidationRound next) {
        return new AccountMemory(attendance, busyAt, heard, expiry, hintAgain, next, closedAgain);
    }

    AccountMemory askedForClosed(Duration again) {
        return new AccountMemory(attendance, busyAt, heard, expiry, hintAgain, liquidation, again);
    }

    /** The facts heard lately, when there are all that a decision on the account needs. */
    Optional<RiskFacts> fresh(Account account, Duration uptime) {
        return heard.filter(known -> uptime.minus(known.at()).compareTo(HoldTurn.FRESH) <= 0)
                .map(Heard::facts)
                .filter(facts -> facts.policy().isPresent())
                .filter(facts -> Valuation.unpriced(account, facts).isEmpty())
                .filter(facts -> Settling.missing(account, facts).isEmpty());
    }
}
