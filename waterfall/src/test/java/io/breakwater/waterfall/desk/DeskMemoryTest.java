package io.breakwater.waterfall.desk;

import static io.breakwater.waterfall.desk.MayDesk.MARK;
import static io.breakwater.waterfall.desk.MayDesk.OIL;
import static io.breakwater.waterfall.desk.MayDesk.SELF;
import static io.breakwater.waterfall.desk.MayDesk.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.bidding.BookMemory;
import io.breakwater.waterfall.carrier.Alone;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Message;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A desk remembers the last order of so many accounts, and fills nothing twice of what it has forgotten. */
class DeskMemoryTest {

    private final MayDesk may = new MayDesk();
    private final Alone<Desk, BookMemory, DeskInput, DeskEvent> desk = may.desk;

    @Test
    void anOrderIsTakenHoweverManyAccountsHadOneBefore() {
        may.open();
        for (int account = 0; account < Desk.DONE; account++) {
            finish(account, 0);
        }
        assertThat(desk.state().done()).hasSize(Desk.DONE);
        finish(Desk.DONE, 0);
        assertThat(desk.state().done())
                .hasSize(Desk.DONE)
                .doesNotContainKey(account(0))
                .containsKeys(account(1), account(Desk.DONE));
    }

    @Test
    void aLateCopyOfAForgottenOrderFillsNothing() {
        may.open();
        long before = quoted(0);
        for (int account = 0; account <= Desk.DONE; account++) {
            finish(account, before);
        }
        may.stand("hazel", 5, "20.00");
        long events = desk.state().number();
        place(0, 1, before);
        assertThat(said(0)).contains(new DeskMessage.OrderLapsed(SELF, account(0), 1));
        place(1, 1, before);
        assertThat(said(1)).contains(new DeskMessage.OrderDone(SELF, account(1), 1, Lots.NONE, 0));
        assertThat(desk.state().number()).isEqualTo(events);
        place(0, 2, quoted(0));
        assertThat(said(0)).contains(new DeskMessage.OrderDone(SELF, account(0), 2, Lots.of(-5), events + 1));
    }

    @Test
    void anAccountThatHasNotTakenItsFillsIsNotForgotten() {
        may.open();
        may.stand("hazel", 5, "20.00");
        place(0, 1, 0);
        long entry = desk.state().number();
        for (int account = 1; account <= Desk.DONE; account++) {
            finish(account, 0);
        }
        assertThat(desk.state().done()).containsKey(account(0)).doesNotContainKey(account(1));
        desk.ask(new DeskInput.Acknowledged(new PostingsAcknowledged(account(0), SELF, entry)));
        may.pass(Duration.ofSeconds(2));
        finish(Desk.DONE + 1, quoted(Desk.DONE + 1));
        assertThat(desk.state().done()).doesNotContainKey(account(0)).containsKey(account(2));
        long placedAndDone = 2;
        assertThat(desk.state().floor()).isEqualTo(entry + placedAndDone);
    }

    private static EntityId account(int number) {
        return EntityId.of(EntityKind.ACCOUNT, "client." + number);
    }

    /** An order that finds nothing until its window has ended. */
    private void finish(int account, long asOf) {
        place(account, 1, asOf);
        may.pass(MayDesk.WINDOW.plusSeconds(1));
    }

    private void place(int account, long number, long asOf) {
        Order order =
                new Order(account(account), number, OIL, Lots.of(-5), Optional.empty(), MARK, USD.amount("1000.00"));
        desk.ask(new DeskInput.Place(new DeskMessage.PlaceOrder(order, "alfa", asOf)));
    }

    /** The desk's number as a quote tells it. */
    private long quoted(int account) {
        desk.ask(new DeskInput.Quote(new DeskMessage.AskQuote(account(account), Lots.of(-5))));
        return said(account)
                .filter(DeskMessage.Quoted.class::isInstance)
                .map(DeskMessage.Quoted.class::cast)
                .orElseThrow()
                .number();
    }

    private Optional<Message> said(int account) {
        return desk.sent().stream()
                .filter(send -> send.to().equals(account(account)))
                .filter(send -> send.body() instanceof DeskMessage)
                .map(send -> send.body())
                .findFirst();
    }
}
