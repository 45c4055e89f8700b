package io.breakwater.chaos.house;

import io.breakwater.waterfall.bank.BankInput;
import io.breakwater.waterfall.bank.BankReply;
import io.breakwater.waterfall.bank.StatementLine;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.price.PriceEntity;
import io.breakwater.waterfall.price.PriceInput;
import io.breakwater.waterfall.price.PriceRejection;
import io.breakwater.waterfall.price.PriceReply;
import io.breakwater.waterfall.price.Quote;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.trades.Trade;
import io.breakwater.waterfall.trades.TradeParty;
import io.breakwater.waterfall.trades.TradeTerms;
import io.breakwater.waterfall.trades.TradesInput;
import io.breakwater.waterfall.trades.TradesReply;
import io.breakwater.waterfall.trades.TradingView;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The three that number what they send: the bank's statement, the venue's trades and the price feed. Each sends one thing
 * at a time, again and again until it is recorded. */
final class Streams {

    private final SimHouse house;
    private final Clients clients;
    private final Stream bank = new Stream();
    private final Stream venue = new Stream();
    private final Stream feed = new Stream();
    private final SortedMap<InstrumentId, Long> prices = new TreeMap<>();
    private final TradingView view;
    private long lines;
    private long trades;
    private long publications;
    private LocalDate day = SimHouse.FIRST_DAY;

    /** One thing at a time. */
    private static final class Stream {
        private final Deque<Consumer<Runnable>> waiting = new ArrayDeque<>();
        private boolean busy;

        void add(Consumer<Runnable> work) {
            waiting.add(work);
            next();
        }

        private void next() {
            if (!busy && !waiting.isEmpty()) {
                busy = true;
                waiting.remove().accept(() -> {
                    busy = false;
                    next();
                });
            }
        }

        boolean isIdle() {
            return !busy && waiting.isEmpty();
        }
    }

    Streams(SimHouse house, Clients clients) {
        this.house = house;
        this.clients = clients;
        SortedMap<InstrumentId, TradeTerms> instruments = new TreeMap<>();
        house.listings().forEach(each -> instruments.put(each.instrument().id(), TradeTerms.of(each.instrument())));
        SortedMap<EntityId, TradeParty> parties = new TreeMap<>();
        house.accounts().forEach((id, owner) -> parties.put(id, new TradeParty(owner.member(), owner.kind())));
        this.view = new TradingView(instruments, parties);
    }

    boolean isIdle() {
        return bank.isIdle() && venue.isIdle() && feed.isIdle();
    }

    void line(StatementLine line) {
        bank.add(done -> {
            long number = ++lines;
            insist(
                    SimHouse.BANK,
                    new BankInput.RecordLines(number, List.of(line)),
                    "treasury/main",
                    "line-" + number,
                    answer -> answer instanceof BankReply.Recorded,
                    answer -> answer instanceof BankReply.Refused refused
                            && refused.reason() == BankReply.Reason.LINE_REUSED,
                    done);
        });
    }

    void trade(EntityId buyer, EntityId seller, InstrumentId instrument, long lots, long ticks) {
        venue.add(done -> {
            long number = ++trades;
            String price = instrument(instrument).text(Price.ofTicks(ticks));
            insist(
                    SimHouse.STREAM,
                    new TradesInput.SubmitTrades(
                            number, List.of(new Trade("t" + number, instrument, buyer, seller, lots, price)), view),
                    "venue/main",
                    "trades-" + number,
                    answer -> answer instanceof TradesReply.Registered,
                    answer -> answer instanceof TradesReply.Refused refused
                            && refused.reason() == TradesReply.Reason.SEQUENCE_REUSED,
                    done);
        });
    }

    void tradeAtMark(EntityId buyer, EntityId seller, InstrumentId instrument, long lots) {
        trade(buyer, seller, instrument, lots, prices.getOrDefault(instrument, SimHouse.PAR));
    }

    void move(InstrumentId instrument, long ticks, boolean settles) {
        price(instrument, prices.getOrDefault(instrument, SimHouse.PAR) + ticks, settles);
    }

    void price(InstrumentId instrument, long ticks, boolean settles) {
        prices.put(instrument, ticks);
        feed.add(done -> {
            long number = ++publications;
            day = settles ? day.plusDays(1) : day;
            BusinessTime at =
                    new BusinessTime(day, SimHouse.FIRST_DAY.atStartOfDay().plusSeconds(number));
            Quote quote = new Quote(Mark.of(Price.ofTicks(ticks)), settles ? Quote.Kind.SETTLEMENT : Quote.Kind.MARK);
            insist(
                    PriceEntity.MAIN,
                    new PriceInput.Publish(
                            "feed",
                            number,
                            at,
                            new TreeMap<>(Map.of(instrument, quote)),
                            new TreeMap<>(Map.of(instrument, instrument(instrument)))),
                    "feed/main",
                    "prices-" + number,
                    answer -> answer instanceof PriceReply.Published,
                    answer -> answer instanceof PriceReply.Refused refused
                            && refused.reason() == PriceRejection.SEQUENCE_REUSED,
                    done);
        });
    }

    private Instrument instrument(InstrumentId id) {
        return house.listings().stream()
                .map(listing -> listing.instrument())
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** An instance that has been replaced and does not know it may say that a number is out of order: then it is sent again. */
    private void insist(
            EntityId to,
            Message request,
            String principal,
            String id,
            Predicate<Message> taken,
            Predicate<Message> refused,
            Runnable done) {
        clients.insist(
                to,
                request,
                Clients.cause(principal, id),
                answer -> {
                    if (refused.test(answer)) {
                        throw new IllegalStateException(request + " was refused: " + answer);
                    }
                    return taken.test(answer);
                },
                answer -> done.run());
    }
}
