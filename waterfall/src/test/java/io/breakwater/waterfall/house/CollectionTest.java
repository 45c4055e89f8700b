package io.breakwater.waterfall.house;

import static io.breakwater.waterfall.house.HouseDouble.BANK;
import static io.breakwater.waterfall.house.HouseDouble.account;
import static io.breakwater.waterfall.house.HouseDouble.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.bank.BankInput;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.catalogue.CatalogueInput;
import io.breakwater.waterfall.house.HouseReply.Obligation.Stage;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.Hold.Reserved.MoneyHeld;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.HoldMessage.AskHold;
import io.breakwater.waterfall.posting.Leg.MoneyLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How what a member owes is collected, and what becomes of it when it is not. */
class CollectionTest {

    private static final EntityId ALDER = account("alder.house");
    private static final EntityId BIRCH = account("birch.house");

    private final HouseDouble house = HouseDouble.withTerms();

    /** Of 40.00, alder owes 30.00 under number 1 and birch 10.00 under number 2. */
    @BeforeEach
    void twoMembersAreAssessed() {
        house.members(new TreeMap<>(Map.of("alder", "300", "birch", "100", "gorse", "50")));
        house.fails("gorse");
        Map<EntityId, Money> to = Map.of(account("inventory:1:a"), usd("15"), account("inventory:1:b"), usd("25"));
        house.house.ask(new HouseInput.Levy(new HouseMessage.Levy(1, 1, usd("40"), new TreeMap<>(to))));
    }

    @Test
    void aMemberPaysOnItsWord() {
        assertThat(house.promise("birch", 1)).contains(new HouseReply.Refused(HouseRejection.OBLIGATION_UNKNOWN));
        assertThat(house.promise("oak", 1)).contains(new HouseReply.Refused(HouseRejection.MEMBER_UNKNOWN));
        Message kept = house.promise("alder", 1).orElseThrow();
        assertThat(kept).isEqualTo(new HouseReply.Kept(house.state().number()));
        AskHold ask = asked(ALDER);
        assertThat(ask.manner()).isEqualTo(HoldMessage.Manner.PARTLY);
        assertThat(ask.from()).isEmpty();
        assertThat(ask.hold().reserved()).containsExactly(new MoneyHeld(usd("30")));
        grant(ask, "30");
        grant(ask, "30");
        assertThat(stage(1)).isEqualTo(Stage.PAID);
        assertThat(house.promise("alder", 1)).isPresent();
        List<Entry> entries =
                house.events(HouseEvent.PaymentCollected.class).get(0).entries();
        assertThat(entries)
                .containsExactly(Entry.of(
                        entries.get(0).id(),
                        Purpose.ASSESSMENT,
                        posting(ALDER, "-30").consuming(ask.hold().id().number()),
                        posting(account("inventory:1:a"), "5"),
                        posting(account("inventory:1:b"), "25")));
    }

    @Test
    void aPaymentInPartLeavesTheRestOwedUntilItIsPromisedAgain() {
        house.promise("alder", 1);
        grant(asked(ALDER), "12");
        assertThat(stage(1)).isEqualTo(Stage.OPEN);
        assertThat(house.asked()).doesNotContainKey(ALDER);
        house.promise("alder", 1);
        AskHold second = asked(ALDER);
        assertThat(second.hold().reserved()).containsExactly(new MoneyHeld(usd("18")));
        refuse(second);
        assertThat(stage(1)).isEqualTo(Stage.OPEN);
        house.house.restart();
        house.promise("alder", 1);
        grant(asked(ALDER), "18");
        assertThat(stage(1)).isEqualTo(Stage.PAID);
    }

    @Test
    void theDeadlineAsksTheCatalogueThenEveryBankThenTheAccount() {
        house.house.pass(HouseDouble.DEADLINE);
        house.tick();
        assertThat(house.sent(CatalogueInput.ReadCatalogue.class)).isEmpty();
        house.flush();
        Map<EntityId, AskHold> asked = house.asked();
        assertThat(asked.keySet()).containsExactly(ALDER, BIRCH);
        assertThat(asked.values()).allMatch(ask -> ask.from().equals(Map.of(BANK, 7L)));
        grant(Optional.ofNullable(asked.get(ALDER)).orElseThrow(), "30");
        assertThat(obligations()).isEmpty();
        grant(Optional.ofNullable(asked.get(BIRCH)).orElseThrow(), "10");
        assertThat(obligations())
                .contains(new HouseMessage.ObligationsSettled(
                        1,
                        1,
                        new TreeMap<>(Map.of("alder", usd("30"), "birch", usd("10"))),
                        new TreeMap<>(),
                        received("15", "25")));
    }

    @Test
    void nothingIsUnpaidWhileABankHasNotAnswered() {
        house.house.pass(HouseDouble.DEADLINE.plusSeconds(2));
        house.tick();
        assertThat(house.sent(BankInput.Flush.class)).isEmpty();
        assertThat(house.asked()).isEmpty();
        assertThat(house.state().payables().open()).hasSize(2);
    }

    @Test
    void aGrantThatFallsShortAfterTheFlushIsUnpaidAndTheMemberInDefaultByOneEvent() {
        house.deficit("birch", "birch.c1", 1, "5");
        house.flush();
        Map<EntityId, AskHold> asked = house.asked();
        AskHold last = Optional.ofNullable(asked.get(BIRCH)).orElseThrow();
        long before = house.state().number();
        grant(last, "4");
        assertThat(house.state().number()).isEqualTo(before + 1);
        HouseEvent.ObligationsUnpaid event =
                house.events(HouseEvent.ObligationsUnpaid.class).get(0);
        assertThat(event.paid()).isEqualTo(usd("4"));
        Declaration declared = event.declared().declaration();
        assertThat(declared.cause()).isEqualTo("assessment 1:1 of account|birch.house");
        assertThat(declared.accounts())
                .isEqualTo(Map.of(BIRCH, AccountKind.HOUSE, account("birch.c1"), AccountKind.CLIENT));
        assertThat(stage(2)).isEqualTo(Stage.UNPAID);
        assertThat(stage(3)).isEqualTo(Stage.VOIDED);
        assertThat(house.state().period().orElseThrow().assessed("birch")).isEqualTo(400);
        grant(Optional.ofNullable(asked.get(ALDER)).orElseThrow(), "30");
        assertThat(obligations())
                .contains(new HouseMessage.ObligationsSettled(
                        1,
                        1,
                        new TreeMap<>(Map.of("alder", usd("30"), "birch", usd("4"))),
                        new TreeMap<>(Map.of("birch", usd("6"))),
                        received("9", "25")));
    }

    @Test
    void aRefusalAfterTheFlushIsUnpaidToo() {
        house.flush();
        refuse(asked(BIRCH));
        assertThat(stage(2)).isEqualTo(Stage.UNPAID);
        assertThat(house.state().holds().find(BIRCH, 99)).isEmpty();
        assertThat(house.events(HouseEvent.ObligationsUnpaid.class).get(0).entries())
                .isEmpty();
    }

    @Test
    void aHoldUnderWayIsGivenBackWhenItsMemberDefaults() {
        house.promise("birch", 2);
        AskHold ask = asked(BIRCH);
        house.fails("birch");
        house.house.pass(Duration.ofSeconds(40));
        house.tick();
        assertThat(house.sent(HoldMessage.ReleaseHold.class)).isNotEmpty();
        grant(ask, "10");
        assertThat(stage(2)).isEqualTo(Stage.VOIDED);
        house.house.ask(
                new HouseInput.Ended(new HoldMessage.HoldEnded(BIRCH, ask.hold().id())));
        assertThat(house.state().holds().lines()).isEmpty();
        assertThat(house.state().outbox().isSettled()).isTrue();
    }

    @Test
    void aClientsDeficitIsPaidToTheClientsAccount() {
        HouseMessage.DeficitTaken taken = new HouseMessage.DeficitTaken(account("alder.c1"), 4);
        assertThat(house.deficit("alder", "alder.c1", 4, "7")).contains(taken);
        assertThat(house.deficit("alder", "alder.c1", 4, "7")).contains(taken);
        assertThat(house.deficit("alder", "alder.c1", 3, "7"))
                .contains(new HouseMessage.DeficitTaken(account("alder.c1"), 3));
        assertThat(house.events(HouseEvent.DeficitTaken.class)).hasSize(1);
        house.promise("alder", 3);
        grant(asked(ALDER), "7");
        Entry entry =
                house.events(HouseEvent.PaymentCollected.class).get(0).entries().get(0);
        assertThat(entry.purpose()).isEqualTo(Purpose.DEFICIT_PAYABLE);
        assertThat(entry.postings()).contains(posting(account("alder.c1"), "7"));
    }

    @Test
    void aDeficitOfAMemberInDefaultIsNotedAndCollectedFromNobody() {
        assertThat(house.deficit("gorse", "gorse.c1", 1, "7"))
                .contains(new HouseMessage.DeficitTaken(account("gorse.c1"), 1));
        assertThat(house.state().payables().open()).hasSize(2);
    }

    private AskHold asked(EntityId account) {
        return Optional.ofNullable(house.asked().get(account)).orElseThrow();
    }

    private void grant(AskHold ask, String amount) {
        Hold granted = new Hold(ask.hold().id(), List.of(new MoneyHeld(usd(amount))));
        house.house.ask(new HouseInput.Granted(new HoldMessage.HoldGranted(ask.account(), granted)));
    }

    private void refuse(AskHold ask) {
        house.house.ask(new HouseInput.Refused(
                new HoldMessage.HoldRefused(ask.account(), ask.hold().id(), "NOTHING_FREE")));
    }

    private Optional<Message> obligations() {
        return house.house.ask(new HouseInput.AskObligations(new HouseMessage.AskObligations(1, 1)));
    }

    private Stage stage(long obligation) {
        Payables payables = house.state().payables();
        return payables.open()
                .find(obligation)
                .or(() -> payables.settled().find(obligation))
                .orElseThrow()
                .stage();
    }

    private static SortedMap<EntityId, Money> received(String a, String b) {
        return new TreeMap<>(Map.of(account("inventory:1:a"), usd(a), account("inventory:1:b"), usd(b)));
    }

    private static Posting posting(EntityId account, String amount) {
        return Posting.of(account, new MoneyLeg(usd(amount)));
    }
}
