package io.breakwater.waterfall.house;

import io.breakwater.waterfall.posting.Acknowledgement;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.PostingsContradicted;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Reaction;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * One input of the house, and what there is to decide it by.
 *
 * @param payouts the payouts of all buckets
 * @param buckets those buckets, in which every account is
 */
record HouseTurn(House house, HouseMemory memory, Now now, SortedSet<EntityId> payouts, SortedSet<EntityId> buckets) {

    MemberTurn members() {
        return new MemberTurn(this);
    }

    StopTurn stops() {
        return new StopTurn(this);
    }

    DeclaringTurn declaring() {
        return new DeclaringTurn(this);
    }

    PoolTurn pooling() {
        return new PoolTurn(this);
    }

    DrawTurn drawing() {
        return new DrawTurn(this);
    }

    LevyTurn levying() {
        return new LevyTurn(this);
    }

    CollectionTurn collecting() {
        return new CollectionTurn(this);
    }

    FlushTurn flushing() {
        return new FlushTurn(this);
    }

    HouseTurn with(HouseMemory next) {
        return new HouseTurn(house, next, now, payouts, buckets);
    }

    /** What nobody asks for and has come due: one step of it, the next is made at the next input. */
    Reaction<HouseMemory, HouseEvent> progress() {
        return stops().registered()
                .or(() -> stops().frozen())
                .or(() -> drawing().given())
                .or(() -> pooling().declared())
                .or(() -> collecting().next())
                .orElseGet(this::noted);
    }

    Reaction<HouseMemory, HouseEvent> acknowledged(PostingsAcknowledged word) {
        return with(memory.with(memory.outbox().acknowledged(house.outbox(), word, now.uptime())))
                .progress();
    }

    Reaction<HouseMemory, HouseEvent> contradicted(PostingsContradicted word) {
        return none(memory.with(memory.outbox().contradicted(word)));
    }

    private Reaction<HouseMemory, HouseEvent> noted() {
        List<Acknowledgement> due = memory.outbox().isPersistingDue(now.uptime()) ? heard() : List.of();
        return due.isEmpty() ? none(memory) : record(new HouseEvent.AcknowledgementsNoted(due));
    }

    /** The acknowledgements that the next event is to carry. */
    List<Acknowledgement> heard() {
        return memory.outbox().toPersist();
    }

    Optional<HouseInstant> time() {
        return now.house();
    }

    Reaction<HouseMemory, HouseEvent> record(HouseEvent event) {
        return Reaction.record(memory, event);
    }

    Reaction<HouseMemory, HouseEvent> record(HouseEvent event, Message reply) {
        return Reaction.record(memory, event, reply);
    }

    Reaction<HouseMemory, HouseEvent> answer(Message reply) {
        return Reaction.answer(memory, reply);
    }

    Reaction<HouseMemory, HouseEvent> refused(HouseRejection reason) {
        return answer(new HouseReply.Refused(reason));
    }

    Reaction<HouseMemory, HouseEvent> none() {
        return none(memory);
    }

    private static Reaction<HouseMemory, HouseEvent> none(HouseMemory next) {
        return Reaction.none(next);
    }
}
