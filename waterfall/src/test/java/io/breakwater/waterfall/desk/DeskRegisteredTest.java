package io.breakwater.waterfall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.bidding.Bidders;
import io.breakwater.waterfall.bidding.BookMemory;
import io.breakwater.waterfall.bucket.Attended;
import io.breakwater.waterfall.bucket.BucketAnswer.EnlistmentKept;
import io.breakwater.waterfall.bucket.Enlistment;
import io.breakwater.waterfall.carrier.Alone;
import io.breakwater.waterfall.fingerprint.Keys;
import io.breakwater.waterfall.posting.HoldMessage.AskHold;
import io.breakwater.waterfall.posting.SourceMessage.Registered;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A desk comes into being by itself, so the house must know of it before it has anything of an account. */
class DeskRegisteredTest {

    private final Alone<Desk, Attended.Memory<BookMemory>, Attended.Input<DeskInput>, DeskEvent> desk =
            new Alone<>(MayDesk.SELF, Attended.registered(new DeskRules(Keys.FIXED), MayDesk.HOUSE));

    @Test
    void noHoldIsAskedForABidBeforeTheHouseConfirms() {
        tell(new DeskInput.SetTerms(MayDesk.TERMS));
        desk.ask(new Attended.Input.Kept<>(
                new EnlistmentKept(MayDesk.SELF, new Enlistment(0, Optional.empty(), false))));
        tell(new DeskInput.SetTerms(MayDesk.TERMS));
        assertThat(bid()).as("the bid waits").isTrue();
        assertThat(asksForAHold()).isFalse();
        assertThat(desk.state().book().bids()).isEmpty();

        desk.ask(new Attended.Input.Listed<>(new Registered(MayDesk.SELF)));
        assertThat(bid()).as("the bid waits").isFalse();
        assertThat(asksForAHold()).isTrue();
    }

    private boolean bid() {
        return tell(new DeskInput.Bidding(Bidders.request(1, "hazel", 5, MayDesk.OIL.price("20.00"))));
    }

    private boolean tell(DeskInput input) {
        return desk.tell(new Attended.Input.ToSource<>(input), "member/hazel").later();
    }

    private boolean asksForAHold() {
        return desk.sent().stream().anyMatch(send -> send.body() instanceof AskHold);
    }
}
