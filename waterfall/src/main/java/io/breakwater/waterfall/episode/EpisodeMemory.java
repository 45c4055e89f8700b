package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.account.AccountReply.Remainder;
import io.breakwater.waterfall.catalogue.Catalogue;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.PriceSnapshot;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.HoldBook.Line;
import io.breakwater.waterfall.posting.OutboxMemory;
import io.breakwater.waterfall.posting.StopMessage.Drained;
import io.breakwater.waterfall.price.InstrumentPrices;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.table.Table;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What an episode knows in memory only: words of others that are true for ever and are said again when it asks again.
 *
 * @param again by what is asked, the uptime at which it is asked again
 * @param opened its own accounts that are open, by what has confirmed it
 * @param snapshot the newest prices, heard in this phase
 * @param catalogue the newest, heard in this phase
 * @param remainders what is left on the accounts in default
 * @param answers to holds: what was granted, or nothing
 * @param ended holds that are given back
 * @param drained by source, its word that the stop under way is drained there
 * @param lifted stops of which every source has said that it is lifted, by number and source
 * @param priced the uptime at which the snapshot was heard
 * @param quoted the uptime at which the price service was last heard of instruments
 * @param expired by instrument, whether its final settlement has come; false may be old, true stays
 */
public record EpisodeMemory(
        OutboxMemory outbox,
        Table<String, Duration> again,
        Table<String, Boolean> opened,
        Optional<PriceSnapshot> snapshot,
        Optional<Catalogue> catalogue,
        Table<EntityId, Remainder> remainders,
        Table<Line, Optional<Hold>> answers,
        Table<Line, Boolean> ended,
        Table<EntityId, Drained> drained,
        Table<String, Boolean> lifted,
        Optional<Duration> priced,
        Optional<Duration> quoted,
        Table<InstrumentId, Boolean> expired) {

    /** Prices that were heard longer ago are stale. */
    static final Duration FRESH = Duration.ofSeconds(3);

    static EpisodeMemory awake(Episode episode) {
        return new EpisodeMemory(
                OutboxMemory.awake(episode.outbox()),
                Table.empty(),
                Table.empty(),
                Optional.empty(),
                Optional.empty(),
                Table.empty(),
                Table.empty(),
                Table.empty(),
                Table.empty(),
                Table.empty(),
                Optional.empty(),
                Optional.empty(),
                Table.empty());
    }

    /** Another phase has begun: what was heard of prices, and when things were asked, counts no more. */
    EpisodeMemory phaseBegun() {
        Next next = new Next(this);
        next.again = Table.empty();
        next.snapshot = Optional.empty();
        next.catalogue = Optional.empty();
        return next.memory();
    }

    /** Another stop is under way. */
    EpisodeMemory stopBegun() {
        Next next = new Next(this);
        next.drained = Table.empty();
        return next.memory();
    }

    EpisodeMemory with(OutboxMemory of) {
        Next next = new Next(this);
        next.outbox = of;
        return next.memory();
    }

    EpisodeMemory asked(Table<String, Duration> at) {
        Next next = new Next(this);
        next.again = at;
        return next.memory();
    }

    EpisodeMemory opened(String what) {
        Next next = new Next(this);
        next.opened = opened.with(what, true);
        return next.memory();
    }

    EpisodeMemory priced(PriceSnapshot newest, Duration uptime) {
        Next next = new Next(this);
        next.snapshot = Optional.of(newest);
        next.priced = Optional.of(uptime);
        return next.memory();
    }

    EpisodeMemory with(Catalogue newest) {
        Next next = new Next(this);
        next.catalogue = Optional.of(newest);
        return next.memory();
    }

    /** What is known of some instruments; a final settlement stays. */
    EpisodeMemory quoted(Map<InstrumentId, InstrumentPrices> known, Duration uptime) {
        Next next = new Next(this);
        next.quoted = Optional.of(uptime);
        for (Map.Entry<InstrumentId, InstrumentPrices> row : known.entrySet()) {
            boolean over = isExpired(row.getKey()) || row.getValue().isExpired();
            next.expired = next.expired.with(row.getKey(), over);
        }
        return next.memory();
    }

    /** The newest prices, unless they are stale: a price service that has fallen silent is no ground for a decision. */
    Optional<PriceSnapshot> fresh(Duration uptime) {
        return snapshot.filter(heard -> isFresh(priced, uptime));
    }

    /** True while the price service is heard of instruments. */
    boolean hearsPrices(Duration uptime) {
        return isFresh(quoted, uptime);
    }

    private static boolean isFresh(Optional<Duration> heard, Duration uptime) {
        return heard.filter(at -> uptime.minus(at).compareTo(FRESH) <= 0).isPresent();
    }

    /** True when it is known that an instrument has had its final settlement. */
    boolean isExpired(InstrumentId instrument) {
        return expired.find(instrument).orElse(false);
    }

    EpisodeMemory with(Remainder left) {
        Next next = new Next(this);
        next.remainders = remainders.with(left.account(), left);
        return next.memory();
    }

    EpisodeMemory answered(Line line, Optional<Hold> granted) {
        Next next = new Next(this);
        next.answers = answers.with(line, granted);
        return next.memory();
    }

    EpisodeMemory ended(Line line) {
        Next next = new Next(this);
        next.ended = ended.with(line, true);
        return next.memory();
    }

    EpisodeMemory heard(Drained word) {
        Next next = new Next(this);
        next.drained = drained.with(word.source(), word);
        return next.memory();
    }

    EpisodeMemory lifted(long stop, EntityId source) {
        Next next = new Next(this);
        next.lifted = lifted.with(liftKey(stop, source), true);
        return next.memory();
    }

    boolean isLifted(long stop, EntityId source) {
        return lifted.containsKey(liftKey(stop, source));
    }

    private static String liftKey(long stop, EntityId source) {
        return stop + " at " + source;
    }

    /** The next memory in the making. */
    private static final class Next {
        private OutboxMemory outbox;
        private Table<String, Duration> again;
        private Table<String, Boolean> opened;
        private Optional<PriceSnapshot> snapshot;
        private Optional<Catalogue> catalogue;
        private Table<EntityId, Remainder> remainders;
        private Table<Line, Optional<Hold>> answers;
        private Table<Line, Boolean> ended;
        private Table<EntityId, Drained> drained;
        private Table<String, Boolean> lifted;
        private Optional<Duration> priced;
        private Optional<Duration> quoted;
        private Table<InstrumentId, Boolean> expired;

        Next(EpisodeMemory from) {
            outbox = from.outbox;
            again = from.again;
            opened = from.opened;
            snapshot = from.snapshot;
            catalogue = from.catalogue;
            remainders = from.remainders;
            answers = from.answers;
            ended = from.ended;
            drained = from.drained;
            lifted = from.lifted;
            priced = from.priced;
            quoted = from.quoted;
            expired = from.expired;
        }

        EpisodeMemory memory() {
            return new EpisodeMemory(
                    outbox,
                    again,
                    opened,
                    snapshot,
                    catalogue,
                    remainders,
                    answers,
                    ended,
                    drained,
                    lifted,
                    priced,
                    quoted,
                    expired);
        }
    }
}
