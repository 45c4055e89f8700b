package io.breakwater.waterfall.risk;

import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.PriceSnapshot;
import io.breakwater.waterfall.market.Settlement;
import io.breakwater.waterfall.price.PriceBook;
import io.breakwater.waterfall.price.PriceReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a node knows of prices: the newest snapshot, when the price service was last heard, the newest snapshots that
 * settled something, and old settlements that accounts had to be told.
 */
public final class MarketView {

    /** Unheard for this long, a snapshot is stale: nobody is judged by it. */
    public static final Duration STALE = Duration.ofSeconds(3);

    /** Snapshots that settled something, kept until every account with fresh lots is judged by them. */
    static final int SETTLING = 8;

    /** Settlements of one instrument in memory. */
    static final int SETTLEMENTS = PriceBook.SETTLEMENTS;

    private final List<Market> settling = new ArrayList<>();
    private final Map<InstrumentId, TreeMap<Long, Settlement>> settlements = new TreeMap<>();
    private Optional<PriceReply.Newest> unplaced = Optional.empty();
    private Optional<Market> newest = Optional.empty();
    private Optional<Duration> heardAt = Optional.empty();

    /**
     * Takes the service's newest word.
     *
     * @param askedAt when it was asked, since when there may be a newer one
     * @return true when snapshots lie between, so that the last settlements must be asked for
     */
    public boolean heard(PriceReply.Newest word, Duration askedAt) {
        heardAt = Optional.of(askedAt);
        if (word.newest().isEmpty()) {
            return false;
        }
        PriceSnapshot snapshot = word.newest().get();
        long known = number();
        if (snapshot.number() <= known) {
            return false;
        }
        Optional<Market> base = newest;
        if (known == snapshot.number() - 2 && word.before().isPresent()) {
            base = base.map(market -> market.then(word.before().get()));
            base.ifPresent(this::place);
        }
        if (base.filter(market -> market.number() == snapshot.number() - 1).isPresent()) {
            place(base.get().then(snapshot));
            unplaced = Optional.empty();
            return false;
        }
        unplaced = Optional.of(word);
        return true;
    }

    /** Takes the last settlement of every instrument; they count when they are of the snapshot that waits for them. */
    public void heard(PriceReply.LastSettlements word) {
        Optional<PriceReply.Newest> waiting = unplaced.filter(each -> each.newest()
                .filter(snapshot -> snapshot.number() == word.snapshot())
                .isPresent());
        if (waiting.isEmpty()) {
            return;
        }
        unplaced = Optional.empty();
        settling.clear();
        PriceSnapshot snapshot = waiting.get().newest().orElseThrow();
        waiting.get()
                .before()
                .filter(before -> snapshot.settlements().isEmpty())
                .ifPresent(before -> place(new Market(before, word.last())));
        place(new Market(snapshot, word.last()));
    }

    /** Takes old settlements of an instrument. */
    public void heard(PriceReply.Settlements word) {
        word.settlements().forEach(each -> keep(word.instrument(), each));
    }

    private void place(Market market) {
        newest = Optional.of(market);
        market.last().forEach(this::keep);
        if (!market.snapshot().settlements().isEmpty()) {
            settling.add(market);
            if (settling.size() > SETTLING) {
                settling.remove(0);
            }
        }
    }

    private void keep(InstrumentId instrument, Settlement settlement) {
        TreeMap<Long, Settlement> kept = settlements.computeIfAbsent(instrument, each -> new TreeMap<>());
        kept.put(settlement.number(), settlement);
        if (kept.size() > SETTLEMENTS) {
            kept.pollFirstEntry();
        }
    }

    /** The number of the newest snapshot, 0 before the first. */
    public long number() {
        return newest.map(Market::number).orElse(0L);
    }

    /** The newest market, unless it has not been confirmed lately or a newer one is known of. */
    public Optional<Market> fresh(Duration uptime) {
        return heardAt.filter(at -> unplaced.isEmpty() && uptime.minus(at).compareTo(STALE) < 0)
                .flatMap(at -> newest);
    }

    /** Snapshots that settled something, oldest first. */
    public List<Market> settling() {
        return List.copyOf(settling);
    }

    /**
     * The settlements of an instrument as of a market, without a gap and oldest first, from this number on as far as they
     * are known; at least the last.
     */
    public List<Settlement> settlements(Market market, InstrumentId instrument, long from) {
        TreeMap<Long, Settlement> kept = settlements.getOrDefault(instrument, new TreeMap<>());
        List<Settlement> run = new ArrayList<>();
        long number = market.last(instrument).map(Settlement::number).orElse(0L);
        for (long next = number; next >= Math.min(from, number) && next > 0; next--) {
            Settlement settlement = kept.get(next);
            if (settlement == null) {
                break;
            }
            run.add(0, settlement);
        }
        return run;
    }
}
