package io.breakwater.waterfall.call;

import io.breakwater.waterfall.margin.MarginLevel;
import io.breakwater.waterfall.money.Ratio;
import java.time.Duration;
import java.util.Optional;

/**
 * How the accounts of one class are called, as data. An account is called when its free equity is below
 * {@code callBelow} (equal is enough), for what restores it to {@code restoreTo}; opening, withdrawing and bidding need
 * {@code restoreTo} as well. Durations run on house time.
 *
 * @param judged when an account without an open call is judged
 * @param erosion between settlements, the share of the call level that equity must have lost below it before a mark
 *     makes a new call; absent: a mark makes none
 * @param releaseAbove the level at which a judged price cancels an open call; absent: what is called stays owed
 * @param closeOutBelow the level below which positions are closed out at once, call or not; absent: never
 * @param callsNegativeCash whether negative cash alone is called, as it is where variation is paid in cash
 * @param deadline how long a called amount may stay unpaid
 * @param raised the deadline of an amount that a worse mark adds
 * @param mostExtension the most by which recorded outages may extend one amount
 */
public record CallPolicy(
        Judged judged,
        Optional<Ratio> erosion,
        MarginLevel callBelow,
        MarginLevel restoreTo,
        Optional<MarginLevel> releaseAbove,
        Optional<MarginLevel> closeOutBelow,
        boolean callsNegativeCash,
        Duration deadline,
        RaisedDeadline raised,
        Duration mostExtension,
        AfterExpiry afterExpiry) {

    /** When an account without an open call is judged. */
    public enum Judged {
        EVERY_SNAPSHOT,
        /** At settlements; between them only erosion makes a new call. */
        SETTLEMENTS
    }

    /** The deadline of an amount that a mark adds to an open call. */
    public enum RaisedDeadline {
        /** A full deadline from the moment it is added. */
        OWN,
        /** The latest deadline that the call already has. */
        OF_THE_CALL
    }

    /** What follows an expired call. */
    public enum AfterExpiry {
        MEMBER_DEFAULT,
        LIQUIDATION
    }

    private static final Ratio QUARTER = Ratio.percent(25);

    public CallPolicy {
        if (callBelow.compareTo(restoreTo) > 0) {
            throw new IllegalArgumentException("called below " + callBelow + " but restored to " + restoreTo);
        }
        if (releaseAbove.filter(level -> level.compareTo(callBelow) < 0).isPresent()) {
            throw new IllegalArgumentException("released at " + releaseAbove + ", below the call level " + callBelow);
        }
        if (closeOutBelow.filter(level -> level.compareTo(callBelow) > 0).isPresent()) {
            throw new IllegalArgumentException("closed out below " + closeOutBelow + ", above the call level");
        }
        if (deadline.isNegative() || deadline.isZero() || mostExtension.isNegative()) {
            throw new IllegalArgumentException("not a deadline: " + deadline + ", extension " + mostExtension);
        }
        if (erosion.filter(Ratio::isNegative).isPresent()) {
            throw new IllegalArgumentException("negative erosion: " + erosion);
        }
    }

    /** Preset {@code clearing}, a member's own account: judged at settlements, the clearing rate called and restored. */
    public static CallPolicy clearingHouse(Duration deadline) {
        return clearing(MarginLevel.MAINTENANCE, deadline, AfterExpiry.MEMBER_DEFAULT);
    }

    /** Preset {@code clearing}, a client's account: called below maintenance, restored to initial, then liquidated. */
    public static CallPolicy clearingClient(Duration deadline) {
        return clearing(MarginLevel.INITIAL, deadline, AfterExpiry.LIQUIDATION);
    }

    /** Preset {@code venue}, a direct account: judged at every snapshot, closed out below maintenance. */
    public static CallPolicy venueDirect(Duration deadline) {
        return new CallPolicy(
                Judged.EVERY_SNAPSHOT,
                Optional.empty(),
                new MarginLevel(Ratio.of(1, 2)),
                MarginLevel.INITIAL,
                Optional.of(MarginLevel.INITIAL),
                Optional.of(MarginLevel.MAINTENANCE),
                false,
                deadline,
                RaisedDeadline.OWN,
                deadline,
                AfterExpiry.LIQUIDATION);
    }

    /** The same policy with another rule for the deadline of raised amounts. */
    public CallPolicy withRaised(RaisedDeadline rule) {
        return new CallPolicy(
                judged,
                erosion,
                callBelow,
                restoreTo,
                releaseAbove,
                closeOutBelow,
                callsNegativeCash,
                deadline,
                rule,
                mostExtension,
                afterExpiry);
    }

    /** The same policy with another erosion, or none. */
    public CallPolicy withErosion(Optional<Ratio> share) {
        return new CallPolicy(
                judged,
                share,
                callBelow,
                restoreTo,
                releaseAbove,
                closeOutBelow,
                callsNegativeCash,
                deadline,
                raised,
                mostExtension,
                afterExpiry);
    }

    /** The same policy with another consequence of an expired call. */
    public CallPolicy withAfterExpiry(AfterExpiry consequence) {
        return new CallPolicy(
                judged,
                erosion,
                callBelow,
                restoreTo,
                releaseAbove,
                closeOutBelow,
                callsNegativeCash,
                deadline,
                raised,
                mostExtension,
                consequence);
    }

    private static CallPolicy clearing(MarginLevel restoreTo, Duration deadline, AfterExpiry afterExpiry) {
        return new CallPolicy(
                Judged.SETTLEMENTS,
                Optional.of(QUARTER),
                MarginLevel.MAINTENANCE,
                restoreTo,
                Optional.empty(),
                Optional.empty(),
                true,
                deadline,
                RaisedDeadline.OWN,
                deadline,
                afterExpiry);
    }
}
