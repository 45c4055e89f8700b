package io.breakwater.waterfall.account;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.carrier.Carrier;
import io.breakwater.waterfall.carrier.Faults;
import io.breakwater.waterfall.house.HouseMessage;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.Hold.Reserved.RoomHeld;
import io.breakwater.waterfall.posting.HoldId;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.seeded.Generator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an account remembers of the defaults of others: it bids in their auctions, and wins or does not. */
class ForgettingTest {

    private static final String BIDDER = "hazel.house";
    private static final EntityId SELF = TestHouse.id(BIDDER);

    private final TestHouse house = new TestHouse(new Carrier(new Generator(7), Faults.NONE));
    private final Market market = new Market(CallPolicy.clearingClient(Duration.ofSeconds(60)));
    private long closedBelow = 1;
    private final Listener main = new Listener(word -> word instanceof HouseMessage.AskClosed
            ? Optional.of(new HouseMessage.EpisodesClosed(closedBelow))
            : Optional.empty());

    @BeforeEach
    void putUpCash() {
        house.carrier.host(HouseMessage.MAIN, main);
        for (long episode = 1; episode <= 2 * ForgettingTurn.EPISODES; episode++) {
            house.carrier.host(auction(episode), new Listener(word -> Optional.empty()));
        }
        house.open(BIDDER, AccountKind.CLIENT);
        rest();
        house.deposit(BIDDER, USD.amount("800000"));
        rest();
    }

    @Test
    void itAsksWhichEpisodesAreClosedOnceItRemembersMany() {
        for (long episode = 1; episode <= ForgettingTurn.EPISODES; episode++) {
            bidInVain(episode);
        }
        closedBelow = 30;
        assertThat(main.heard(HouseMessage.AskClosed.class)).isEmpty();
        bidInVain(ForgettingTurn.EPISODES + 1);
        assertThat(main.heard(HouseMessage.AskClosed.class)).containsExactly(new HouseMessage.AskClosed(SELF));
        assertThat(house.account(BIDDER).holds().newest().keySet())
                .containsExactly(auction(30), auction(31), auction(32), auction(33));
        assertThat(house.account(BIDDER).marks().closedBelow()).isEqualTo(30);
    }

    @Test
    void whileNoneIsClosedItAsksAgainAfterAWhileOnly() {
        for (long episode = 1; episode <= ForgettingTurn.EPISODES + 5; episode++) {
            bidInVain(episode);
        }
        assertThat(main.heard(HouseMessage.AskClosed.class)).hasSize(1);
        long events = house.account(BIDDER).number();
        house.carrier.run(ForgettingTurn.PACE);
        bidInVain(1);
        assertThat(main.heard(HouseMessage.AskClosed.class)).hasSizeGreaterThan(1);
        assertThat(house.account(BIDDER).number()).isEqualTo(events);
    }

    @Test
    void aLateCopyFromAClosedEpisodeHoldsNothing() {
        bid(2, 1);
        house.carrier.tell(SELF, new AccountInput.EpisodesClosed(new HouseMessage.EpisodesClosed(3)));
        rest();
        long events = house.account(BIDDER).number();
        bid(1, 1);
        bid(2, 2);
        house.carrier.tell(SELF, new HoldMessage.ReleaseHold(SELF, new HoldId(auction(1), 9)));
        rest();
        assertThat(house.account(BIDDER).number()).isEqualTo(events);
    }

    private static EntityId auction(long episode) {
        return EntityId.of(EntityKind.AUCTION, episode + ":CLK0");
    }

    private void bidInVain(long episode) {
        bid(episode, 1);
        house.carrier.tell(SELF, new HoldMessage.ReleaseHold(SELF, new HoldId(auction(episode), 1)));
        rest();
    }

    private void bid(long episode, long number) {
        house.judge(BIDDER, market.mark("25.00"));
        rest();
        Hold hold = new Hold(new HoldId(auction(episode), number), List.of(new RoomHeld(CLK0.id(), Lots.of(1))));
        house.carrier.tell(SELF, new HoldMessage.AskHold(SELF, hold));
        rest();
    }

    private void rest() {
        house.carrier.run(Duration.ofMillis(50));
    }
}
