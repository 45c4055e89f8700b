package io.breakwater.waterfall.house;

import io.breakwater.waterfall.bucket.Buckets;
import io.breakwater.waterfall.house.HouseMemory.Placing;
import io.breakwater.waterfall.payouts.PayoutId;
import io.breakwater.waterfall.posting.Repeats;
import io.breakwater.waterfall.posting.SourceMessage;
import io.breakwater.waterfall.posting.StopId;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.posting.StopSubject;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Stops of the house and the sources they reach. A default's stop goes to every source on the list, and to payouts: for a
 * member to those of all {@value Buckets#COUNT} buckets, because any of its client accounts may be in any of them and all
 * are frozen for withdrawals; for an account of a pool to those of its own bucket. A place gets the next stop when it has
 * confirmed the one before; different places are told at the same time, {@value Repeats#AT_ONCE} in one go. No stop of a
 * default is ever lifted, so the words "placed" and "drained" stay true and need not be persisted one by one: what is
 * persisted is that the subject is frozen, and that a source has got them all.
 *
 * <p>While a turn to draw is out nobody is registered and nobody's subject becomes frozen: the one who draws has been told
 * who can write lots.
 */
record StopTurn(HouseTurn turn) {

    Reaction<HouseMemory, HouseEvent> register(EntityId source) {
        Optional<Boolean> listed = house().sources().find(source);
        if (listed.equals(Optional.of(true))) {
            return turn.answer(new SourceMessage.Registered(source));
        }
        boolean writesLots = source.kind() == EntityKind.TRADES || source.kind() == EntityKind.DESK;
        if (listed.isPresent()
                || !writesLots
                || house().turns().isOut()
                || house().sources().size() >= House.SOURCES) {
            return turn.progress();
        }
        return house().defaults().stops() == 0
                ? turn.record(
                        new HouseEvent.SourceRegistered(source, turn.heard()), new SourceMessage.Registered(source))
                : turn.record(new HouseEvent.SourceListed(source, turn.heard()));
    }

    /** Registers a source at which every stop has been placed. */
    Optional<Reaction<HouseMemory, HouseEvent>> registered() {
        if (house().turns().isOut() || !house().sources().containsValue(false)) {
            return Optional.empty();
        }
        long stops = house().defaults().stops();
        return house().sources().entrySet().stream()
                .filter(row -> !row.getValue())
                .map(Map.Entry::getKey)
                .filter(source -> LongStream.rangeClosed(1, stops)
                        .allMatch(stop -> word(source, stop).isPresent()))
                .findFirst()
                .map(source -> turn.record(new HouseEvent.SourceRegistered(source, turn.heard()))
                        .andSend(new Send(source, new SourceMessage.Registered(source))));
    }

    Reaction<HouseMemory, HouseEvent> placed(StopMessage.StopPlaced word) {
        return heard(word.id(), word.source(), false);
    }

    Reaction<HouseMemory, HouseEvent> drained(StopMessage.Drained word) {
        return heard(word.id(), word.source(), true);
    }

    private Reaction<HouseMemory, HouseEvent> heard(StopId stop, EntityId source, boolean drained) {
        boolean known =
                word(source, stop.number()).filter(was -> was || !drained).isPresent();
        if (known || !stop.by().equals(house().self())) {
            return turn.none();
        }
        HouseMemory memory = turn.memory();
        Placing at = new Placing(source, stop.number());
        return turn.with(memory.with(memory.placing(), memory.words().with(at, drained)))
                .progress();
    }

    Reaction<HouseMemory, HouseEvent> ask(long episode) {
        boolean frozen = house().defaults()
                .cases()
                .find(episode)
                .filter(DefaultCase::frozen)
                .isPresent();
        return frozen ? turn.answer(new HouseMessage.SubjectFrozen(episode)) : turn.progress();
    }

    /** Declares a subject frozen when its stops are drained everywhere. */
    Optional<Reaction<HouseMemory, HouseEvent>> frozen() {
        if (house().turns().isOut()) {
            return Optional.empty();
        }
        return house().defaults().cases().entrySet().stream()
                .filter(row -> !row.getValue().frozen() && isDrained(row.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .map(episode -> turn.record(new HouseEvent.SubjectFrozen(episode, turn.heard()))
                        .andSend(new Send(DefaultCase.episode(episode), new HouseMessage.SubjectFrozen(episode))));
    }

    private boolean isDrained(DefaultCase opened) {
        long stop = opened.firstStop();
        for (StopSubject subject : opened.subjects()) {
            for (EntityId place : places(subject)) {
                if (!word(place, stop).orElse(false)) {
                    return false;
                }
            }
            stop++;
        }
        return true;
    }

    /** Where a stop is to be placed before its subject is frozen; each once, as sources of lots and payouts are different. */
    private List<EntityId> places(StopSubject subject) {
        List<EntityId> places = new ArrayList<>(house().sources().keySet());
        if (subject instanceof StopSubject.OfAccount of) {
            places.add(PayoutId.entityOf(of.account()));
            return places;
        }
        places.addAll(turn.payouts());
        return places;
    }

    /** Says what is owed to whom now. */
    HouseMemory say(List<Send> sends) {
        SortedMap<EntityId, SortedMap<Long, Boolean>> wanted = wanted();
        List<Placing> heard = new ArrayList<>();
        List<Placing> owed = new ArrayList<>();
        for (Map.Entry<EntityId, SortedMap<Long, Boolean>> place : wanted.entrySet()) {
            boolean confirmed = true;
            for (Map.Entry<Long, Boolean> stop : place.getValue().entrySet()) {
                Placing at = new Placing(place.getKey(), stop.getKey());
                Optional<Boolean> word = turn.memory().words().find(at);
                if (word.isPresent()) {
                    heard.add(at);
                }
                boolean first = word.isEmpty() && confirmed;
                boolean drains = word.equals(Optional.of(false)) && stop.getValue();
                if (first || drains) {
                    owed.add(at);
                }
                confirmed = confirmed && word.isPresent();
            }
        }
        Repeats.Step<Placing> step =
                turn.memory().placing().step(owed, turn.now().uptime());
        for (Placing at : step.now()) {
            StopId id = new StopId(house().self(), at.stop());
            StopSubject subject = house().defaults().subject(at.stop());
            sends.add(new Send(at.at(), new StopMessage.PlaceStop(id, subject)));
        }
        return turn.memory().with(step.next(), words(heard));
    }

    /** The words that are still wanted; most of the time those are all. */
    private Table<Placing, Boolean> words(List<Placing> wanted) {
        Table<Placing, Boolean> all = turn.memory().words();
        if (wanted.size() == all.size()) {
            return all;
        }
        Table<Placing, Boolean> rest = Table.empty();
        for (Placing at : wanted) {
            rest = rest.with(at, all.find(at).orElseThrow());
        }
        return rest;
    }

    /** By place, the stops that are not known to stand there, in order, and whether they are to be drained. */
    private SortedMap<EntityId, SortedMap<Long, Boolean>> wanted() {
        SortedMap<EntityId, SortedMap<Long, Boolean>> wanted = new TreeMap<>();
        List<EntityId> listed = house().sources().entrySet().stream()
                .filter(row -> !row.getValue())
                .map(Map.Entry::getKey)
                .toList();
        for (DefaultCase each : house().defaults().cases().values()) {
            if (each.frozen() && listed.isEmpty()) {
                continue;
            }
            long stop = each.firstStop();
            for (StopSubject subject : each.subjects()) {
                for (EntityId place : each.frozen() ? listed : places(subject)) {
                    wanted.computeIfAbsent(place, none -> new TreeMap<>()).put(stop, !each.frozen());
                }
                stop++;
            }
        }
        return wanted;
    }

    private Optional<Boolean> word(EntityId source, long stop) {
        return turn.memory().words().find(new Placing(source, stop));
    }

    private House house() {
        return turn.house();
    }
}
