package io.breakwater.waterfall.posting;

import static io.breakwater.waterfall.posting.Postings.ALFA;
import static io.breakwater.waterfall.posting.Postings.BANK;
import static io.breakwater.waterfall.posting.Postings.BRAVO;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.posting.HoldMessage.AskHold;
import io.breakwater.waterfall.posting.HoldMessage.HoldEnded;
import io.breakwater.waterfall.posting.HoldMessage.HoldGranted;
import io.breakwater.waterfall.posting.HoldMessage.HoldRefused;
import io.breakwater.waterfall.posting.HoldMessage.ReleaseHold;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Send;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HoldsTest {

    private static final Currency USD = Currency.of("USD", 2);

    @Test
    void aGrantedHoldIsAnsweredAlikeUntilItIsConsumed() {
        Holds holds = Holds.NONE.granted(hold(4));
        assertThat(holds.isNew(ask(4))).isFalse();
        assertThat(holds.answer(ask(4))).contains(new HoldGranted(ALFA, hold(4)));
        Holds after = holds.consumed(BANK, delivery(9, 4));
        assertThat(after.live()).isEmpty();
        assertThat(after.answer(ask(4))).contains(new HoldEnded(ALFA, hold(4).id()));
    }

    @Test
    void aLateCopyOfAnOldQuestionBringsNothingBack() {
        Holds holds = Holds.NONE.granted(hold(4)).consumed(BANK, delivery(9, 4)).granted(hold(11));
        assertThat(holds.isNew(ask(4))).isFalse();
        assertThat(holds.answer(ask(4))).isEmpty();
    }

    @Test
    void aRefusalIsRepeated() {
        Holds holds = Holds.NONE.refused(hold(4).id(), "INSUFFICIENT_EXCESS");
        assertThat(holds.answer(ask(4))).contains(new HoldRefused(ALFA, hold(4).id(), "INSUFFICIENT_EXCESS"));
        assertThat(holds.isNew(ask(5))).isTrue();
    }

    @Test
    void aReleaseThatOvertakesItsQuestionVoidsIt() {
        Holds holds = Holds.NONE;
        assertThat(holds.isNew(new ReleaseHold(ALFA, hold(4).id()))).isTrue();
        Holds after = holds.released(hold(4).id());
        assertThat(after.isNew(ask(4))).isFalse();
        assertThat(after.answer(ask(4))).contains(new HoldRefused(ALFA, hold(4).id(), Holds.RELEASED));
        assertThat(after.isNew(new ReleaseHold(ALFA, hold(4).id()))).isFalse();
    }

    @Test
    void onlyThePostingOfTheSourceThatAskedConsumes() {
        Holds holds = Holds.NONE.granted(hold(4));
        EntityId other = EntityId.of(EntityKind.DESK, "OIL");
        assertThat(holds.consumed(other, delivery(9, 4)).live()).hasSize(1);
    }

    @Test
    void theQuestionsOfAClosedEpisodeAreForgotten() {
        EntityId episode = EntityId.of(EntityKind.EPISODE, "3");
        Hold hold = new Hold(new HoldId(episode, 2), hold(2).reserved());
        Holds holds = Holds.NONE.granted(hold).released(hold.id());
        assertThat(holds.closedBelow(Marks.NONE.closedBelow(3)).newest()).hasSize(1);
        assertThat(holds.closedBelow(Marks.NONE.closedBelow(4)).newest()).isEmpty();
    }

    @Test
    void aSourceAsksOneAccountOneThingAtATime() {
        HoldBook book = HoldBook.EMPTY.asked(ALFA, hold(4)).asked(ALFA, hold(5)).asked(BRAVO, hold(5));
        assertThat(said(book)).containsExactly(new Send(ALFA, ask(4)), new Send(BRAVO, new AskHold(BRAVO, hold(5))));
        HoldBook granted = book.granted(ALFA, hold(4));
        assertThat(said(granted).get(0)).isEqualTo(new Send(ALFA, ask(5)));
        HoldBook releasing = granted.releasing(ALFA, 4);
        assertThat(said(releasing).get(0)).isEqualTo(new Send(ALFA, new ReleaseHold(ALFA, hold(4).id())));
        assertThat(releasing.granted(ALFA, hold(4))).isEqualTo(releasing);
        assertThat(said(releasing.gone(ALFA, 4)).get(0)).isEqualTo(new Send(ALFA, ask(5)));
    }

    @Test
    void anEntryOfTheSourceUsesItsHoldUp() {
        HoldBook book = HoldBook.EMPTY.asked(ALFA, hold(4)).granted(ALFA, hold(4));
        Posting out = Posting.of(ALFA, new Leg.MoneyLeg(USD.minor(-10))).consuming(4);
        Posting transit = Posting.of(BRAVO, new Leg.MoneyLeg(USD.minor(10)));
        Entry entry = Entry.of("payout-1", Purpose.PAYOUT, out, transit);
        assertThat(book.consumed(new Postings.Event(List.of(entry), List.of())).lines())
                .isEmpty();
    }

    private static List<Send> said(HoldBook book) {
        List<Send> said = new ArrayList<>();
        book.owed().forEach(line -> book.say(line).ifPresent(said::add));
        return said;
    }

    private static Hold hold(long number) {
        return new Hold(new HoldId(BANK, number), List.of(new Hold.Reserved.MoneyHeld(USD.minor(10))));
    }

    private static AskHold ask(long number) {
        return new AskHold(ALFA, hold(number));
    }

    private static Delivery delivery(long number, long hold) {
        Posting posting = new Posting(ALFA, List.of(new Leg.MoneyLeg(USD.minor(-10))), Optional.of(hold));
        return new Delivery(number, 0, List.of(new Booking("e" + number, Purpose.PAYOUT, posting)));
    }
}
