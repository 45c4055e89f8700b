package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.account.AccountReply.Remainder;
import io.breakwater.waterfall.catalogue.Catalogue;
import io.breakwater.waterfall.market.PriceSnapshot;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.HoldBook.Line;
import io.breakwater.waterfall.posting.OutboxMemory;
import io.breakwater.waterfall.posting.StopMessage.Drained;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.table.Table;
import java.time.Duration;
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
        Table<String, Boolean> lifted) {

    static EpisodeMemory awake(Episode episode) {
        return fresh(OutboxMemory.awake(episode.outbox()));
    }

    private static EpisodeMemory fresh(OutboxMemory outbox) {
        return new EpisodeMemory(
                outbox,
                Table.empty(),
                Table.empty(),
                Optional.empty(),
                Optional.empty(),
                Table.empty(),
                Table.empty(),
                Table.empty(),
                Table.empty(),
                Table.empty());
    }

    /** Another phase has begun: what was heard of prices, and when things were asked, counts no more. */
    EpisodeMemory phaseBegun() {
        return new EpisodeMemory(
                outbox,
                Table.empty(),
                opened,
                Optional.empty(),
                Optional.empty(),
                remainders,
                answers,
                ended,
                drained,
                lifted);
    }

    /** Another stop is under way. */
    EpisodeMemory stopBegun() {
        return new EpisodeMemory(
                outbox, again, opened, snapshot, catalogue, remainders, answers, ended, Table.empty(), lifted);
    }

    EpisodeMemory with(OutboxMemory next) {
        return new EpisodeMemory(next, again, opened, snapshot, catalogue, remainders, answers, ended, drained, lifted);
    }

    EpisodeMemory asked(Table<String, Duration> next) {
        return new EpisodeMemory(
                outbox, next, opened, snapshot, catalogue, remainders, answers, ended, drained, lifted);
    }

    EpisodeMemory opened(String what) {
        return new EpisodeMemory(
                outbox,
                again,
                opened.with(what, true),
                snapshot,
                catalogue,
                remainders,
                answers,
                ended,
                drained,
                lifted);
    }

    EpisodeMemory with(PriceSnapshot newest) {
        return new EpisodeMemory(
                outbox, again, opened, Optional.of(newest), catalogue, remainders, answers, ended, drained, lifted);
    }

    EpisodeMemory with(Catalogue newest) {
        return new EpisodeMemory(
                outbox, again, opened, snapshot, Optional.of(newest), remainders, answers, ended, drained, lifted);
    }

    EpisodeMemory with(Remainder left) {
        return new EpisodeMemory(
                outbox,
                again,
                opened,
                snapshot,
                catalogue,
                remainders.with(left.account(), left),
                answers,
                ended,
                drained,
                lifted);
    }

    EpisodeMemory answered(Line line, Optional<Hold> granted) {
        return new EpisodeMemory(
                outbox,
                again,
                opened,
                snapshot,
                catalogue,
                remainders,
                answers.with(line, granted),
                ended,
                drained,
                lifted);
    }

    EpisodeMemory ended(Line line) {
        return new EpisodeMemory(
                outbox,
                again,
                opened,
                snapshot,
                catalogue,
                remainders,
                answers,
                ended.with(line, true),
                drained,
                lifted);
    }

    EpisodeMemory heard(Drained word) {
        return new EpisodeMemory(
                outbox,
                again,
                opened,
                snapshot,
                catalogue,
                remainders,
                answers,
                ended,
                drained.with(word.source(), word),
                lifted);
    }

    EpisodeMemory lifted(long stop, EntityId source) {
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
                lifted.with(liftKey(stop, source), true));
    }

    boolean isLifted(long stop, EntityId source) {
        return lifted.containsKey(liftKey(stop, source));
    }

    private static String liftKey(long stop, EntityId source) {
        return stop + " at " + source;
    }
}
