package io.breakwater.waterfall.bidding;

import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.HoldBook;
import io.breakwater.waterfall.posting.HoldId;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** What accounts say about the holds behind bids. A bid stands whole or not at all, and an account that says nothing is awaited for a grace. */
public record BidHolds(BidBook book, EntityId self, Now now) {

    /** The detail of a bid that is declined because the account set aside less than was asked for. */
    static final String LESS_GRANTED = "LESS_GRANTED";

    /** The detail of a bid that is declined because the account has not said in time whether it sets the room aside. */
    static final String UNANSWERED = "UNANSWERED";

    private static final Duration SOON = Duration.ofMillis(10);

    /** The end of the bid that has waited for its account beyond the grace, if there is one; a late grant is given back. */
    public Optional<BidStep> unanswered() {
        return now.house()
                .flatMap(house -> awaited().filter(bid -> house.isPast(bid.answerBy())))
                .map(bid -> declined(bid.number(), UNANSWERED, true));
    }

    /** How long until there is one. */
    public Optional<Duration> untilUnanswered() {
        return now.house().flatMap(house -> awaited()
                .map(bid -> Duration.between(house.time().minus(house.error()), bid.answerBy()))
                .map(left -> left.compareTo(SOON) > 0 ? left : SOON));
    }

    /** Of the bids that wait for their accounts the one that has done so longest. */
    private Optional<Bid> awaited() {
        return book.bids().values().stream()
                .filter(bid -> !bid.held())
                .min(Comparator.comparing(Bid::answerBy).thenComparing(Bid::number));
    }

    /** What is made of an account's word. */
    public BidStep heard(HoldMessage word) {
        if (word instanceof HoldMessage.HoldGranted granted) {
            return granted(granted);
        }
        if (word instanceof HoldMessage.HoldRefused refused) {
            return isAt(refused.account(), refused.id(), HoldBook.Stage.ASKED)
                    ? declined(refused.id().number(), refused.reason(), false)
                    : ended(refused.account(), refused.id());
        }
        return word instanceof HoldMessage.HoldEnded ended ? ended(ended.account(), ended.id()) : BidStep.NOTHING;
    }

    private BidStep granted(HoldMessage.HoldGranted word) {
        HoldId id = word.hold().id();
        if (!isAt(word.account(), id, HoldBook.Stage.ASKED)) {
            return BidStep.NOTHING;
        }
        Optional<Hold> asked = book.holds().find(word.account(), id.number()).map(HoldBook.Entered::hold);
        return asked.equals(Optional.of(word.hold()))
                ? BidStep.change(new BidChange.Accepted(id.number(), keptAt()))
                : declined(id.number(), LESS_GRANTED, true);
    }

    private BidStep declined(long bid, String detail, boolean release) {
        return BidStep.change(new BidChange.Declined(bid, BidRejection.HOLD_REFUSED, detail, release, keptAt()));
    }

    private BidStep ended(EntityId account, HoldId id) {
        return isAt(account, id, HoldBook.Stage.RELEASING)
                ? BidStep.change(new BidChange.HoldReturned(account, id.number()))
                : BidStep.NOTHING;
    }

    private boolean isAt(EntityId account, HoldId id, HoldBook.Stage stage) {
        return id.source().equals(self) && book.holds().isAt(account, id.number(), stage);
    }

    private Optional<Instant> keptAt() {
        return now.house().map(HouseInstant::time);
    }
}
