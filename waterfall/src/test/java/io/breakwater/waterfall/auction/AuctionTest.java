package io.breakwater.waterfall.auction;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.auction.AuctionMessage.AuctionSettled;
import io.breakwater.waterfall.auction.AuctionMessage.OpenAuction;
import io.breakwater.waterfall.auction.AuctionMessage.Sold;
import io.breakwater.waterfall.bidding.BidInput;
import io.breakwater.waterfall.bidding.Bidders;
import io.breakwater.waterfall.bidding.BookMemory;
import io.breakwater.waterfall.carrier.Carrier;
import io.breakwater.waterfall.carrier.Faults;
import io.breakwater.waterfall.carrier.Station;
import io.breakwater.waterfall.carrier.Understanding;
import io.breakwater.waterfall.fingerprint.Fingerprint;
import io.breakwater.waterfall.fingerprint.Keys;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.PriceBand;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.HoldingAccount;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Tending;
import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** An auction of two inventories among three bidders over a bad network: the award is booked once, no hold stays. */
class AuctionTest {

    private static final Instrument OIL =
            Instrument.of(InstrumentId.of("CLK0"), Currency.of("USD", 2), "0.01", "1000", PriceBand.ofTicks(500));
    private static final EntityId SELF = EntityId.of(EntityKind.AUCTION, "1:CLK0");
    private static final EntityId EPISODE = EntityId.of(EntityKind.EPISODE, "1");
    private static final EntityId ONE = EntityId.of(EntityKind.ACCOUNT, "inventory:1:elm.house");
    private static final EntityId OTHER = EntityId.of(EntityKind.ACCOUNT, "inventory:1:elm.c1");
    private static final List<String> BIDDERS = List.of("hazel", "dogwood", "juniper");
    private static final Duration OPEN_FOR = Duration.ofSeconds(30);

    @SeededTest(runs = 60)
    void theAwardIsBookedOnceAndNoHoldStays(Generator any) {
        World world = new World(any, Faults.any(any));
        for (int round = 0; round < 25; round++) {
            world.ask();
            world.bid();
            world.carrier.run(Duration.ofMillis(any.between(0, 2_500)));
        }
        world.carrier.heal();
        for (int round = 0; round < 6; round++) {
            world.ask();
            world.carrier.run(Duration.ofSeconds(30));
        }
        world.assertTheEpisodeHeardOneAnswer();
        world.assertLotsAreWhatWasSold();
        world.assertConserved();
    }

    /** An episode that only listens. */
    private static final class Listener implements Machine<Boolean, Boolean, Message, Boolean> {

        private final List<AuctionSettled> heard;

        private record Tick() implements Message {}

        private Listener(List<AuctionSettled> heard) {
            this.heard = heard;
        }

        @Override
        public Boolean initial(EntityId self) {
            return true;
        }

        @Override
        public Boolean wake(Boolean state) {
            return true;
        }

        @Override
        public Reaction<Boolean, Boolean> react(Boolean state, Boolean memory, Envelope<Message> input, Now now) {
            if (input.body() instanceof AuctionSettled settled) {
                heard.add(settled);
            }
            return Reaction.none(true);
        }

        @Override
        public Boolean apply(Boolean state, Numbered<Boolean> event) {
            return true;
        }

        @Override
        public Tending<Boolean> tend(Boolean state, Boolean memory, Now now) {
            return Tending.idle(true);
        }

        @Override
        public Message tick() {
            return new Tick();
        }
    }

    private static final class World {

        private final Generator any;
        private final Carrier carrier;
        private final Map<EntityId, Station<HoldingAccount.Ledger, Boolean, Message, HoldingAccount.Change>> accounts =
                new TreeMap<>();
        private final Station<Auction, BookMemory, Message, AuctionEvent> auction;
        private final List<AuctionSettled> heard = new ArrayList<>();
        private final List<BidInput.RequestBid> requests = new ArrayList<>();
        private final OpenAuction terms;

        private World(Generator any, Faults faults) {
            this.any = any;
            carrier = new Carrier(any, faults);
            carrier.host(EPISODE, new Listener(heard));
            BIDDERS.forEach(member ->
                    accounts.put(Bidders.house(member), carrier.host(Bidders.house(member), new HoldingAccount(3))));
            List.of(ONE, OTHER).forEach(id -> accounts.put(id, carrier.host(id, new HoldingAccount(0))));
            auction = carrier.host(
                    SELF, new Understanding<>(new AuctionRules(Keys.FIXED), word -> Optional.of(ofAuction(word))));
            SortedMap<EntityId, Lots> portfolio = new TreeMap<>();
            long side = any.oneIn(2) ? 1 : -1;
            portfolio.put(ONE, Lots.of(side * any.between(1, 60)));
            portfolio.put(OTHER, Lots.of(side * any.between(1, 60)));
            Instant closes = carrier.trueTime(OPEN_FOR);
            terms = new OpenAuction(
                    SELF, EPISODE, OIL, portfolio, Mark.of(OIL.price("-14.00")), Optional.empty(), closes);
        }

        private static AuctionInput ofAuction(Message message) {
            if (message instanceof BidInput bid) {
                return new AuctionInput.Bidding(bid);
            }
            if (message instanceof HoldMessage word) {
                return new AuctionInput.HoldHeard(word);
            }
            if (message instanceof OpenAuction open) {
                return new AuctionInput.Open(open);
            }
            return message instanceof PostingsAcknowledged word
                    ? new AuctionInput.Acknowledged(word)
                    : (AuctionInput) message;
        }

        private void ask() {
            carrier.tell(SELF, terms);
        }

        private void bid() {
            if (requests.isEmpty() || any.between(1, 3) > 1) {
                long side = terms.portfolio().values().iterator().next().isLong() ? 1 : -1;
                requests.add(Bidders.request(
                        requests.size(),
                        any.oneOf(BIDDERS),
                        any.oneIn(8) ? -side : side * any.between(1, 40),
                        OIL.price("-15.00").plusTicks(any.between(-100, 100))));
            }
            carrier.tell(SELF, any.oneOf(requests));
            auction.state().book().bids().keySet().stream()
                    .filter(bid -> any.oneIn(12))
                    .forEach(bid -> carrier.tell(
                            SELF,
                            new BidInput.WithdrawBid(
                                    Optional.empty(), Bidders.id(1_000 + any.between(0, 1L << 40)), bid)));
        }

        private HoldingAccount.Ledger ledger(EntityId account) {
            return Objects.requireNonNull(accounts.get(account)).state();
        }

        private void assertTheEpisodeHeardOneAnswer() {
            assertThat(heard).isNotEmpty();
            assertThat(new TreeSet<>(heard.stream().map(Object::toString).toList()))
                    .hasSize(1);
            assertThat(auction.state().owesNothing()).isTrue();
            assertThat(auction.journal().stream()
                            .filter(event -> event.event() instanceof AuctionEvent.Awarded)
                            .count())
                    .isEqualTo(1);
        }

        private void assertLotsAreWhatWasSold() {
            AuctionSettled settled = heard.get(0);
            Map<EntityId, Long> bought = new TreeMap<>();
            settled.fills()
                    .forEach(fill -> bought.merge(fill.bidder(), fill.lots().count(), Long::sum));
            for (String member : BIDDERS) {
                EntityId house = Bidders.house(member);
                assertThat(ledger(house).lots(OIL.id())).isEqualTo(bought.getOrDefault(house, 0L));
            }
            for (EntityId inventory : List.of(ONE, OTHER)) {
                long sold = settled.sold().getOrDefault(inventory, List.of()).stream()
                        .map(Sold::lots)
                        .mapToLong(Lots::count)
                        .sum();
                Lots held = Objects.requireNonNull(terms.portfolio().get(inventory));
                assertThat(ledger(inventory).lots(OIL.id())).isEqualTo(sold);
                assertThat(Math.absExact(sold)).isLessThanOrEqualTo(held.size());
                assertThat(sold == 0 || Lots.of(sold).isOpposite(held)).isTrue();
            }
        }

        private void assertConserved() {
            Fingerprint sums = Fingerprint.NONE;
            long lots = 0;
            long cost = 0;
            for (EntityId id : accounts.keySet()) {
                HoldingAccount.Ledger ledger = ledger(id);
                lots += ledger.lots(OIL.id());
                cost += ledger.cost();
                sums = sums.with(Keys.FIXED, OIL.id(), id, Lots.of(ledger.lots(OIL.id())));
                assertThat(ledger.holds().live()).isEmpty();
                assertThat(ledger.unheld()).isZero();
            }
            assertThat(List.of(lots, cost)).containsOnly(0L);
            assertThat(heard.get(0).fingerprint()).isEqualTo(sums.of(OIL.id()));
        }
    }
}
