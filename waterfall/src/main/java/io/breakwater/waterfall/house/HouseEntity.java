package io.breakwater.waterfall.house;

import io.breakwater.waterfall.bank.BankReply;
import io.breakwater.waterfall.bucket.Attended;
import io.breakwater.waterfall.bucket.BucketAnswer;
import io.breakwater.waterfall.bucket.Buckets;
import io.breakwater.waterfall.catalogue.CatalogueReply;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.PostingsContradicted;
import io.breakwater.waterfall.posting.SourceMessage;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.EntityType;
import io.breakwater.waterfall.process.Lane;
import io.breakwater.waterfall.process.Message;
import java.util.Optional;

/** {@code house|main}: the house of this clearing service. */
public final class HouseEntity {

    private HouseEntity() {}

    public static EntityType<House, Attended.Memory<HouseMemory>, Attended.Input<HouseInput>, HouseEvent> type() {
        return type(Buckets.COUNT);
    }

    /** The type in a house whose withdrawals all come from the first so many buckets: a simulation needs no more. */
    public static EntityType<House, Attended.Memory<HouseMemory>, Attended.Input<HouseInput>, HouseEvent> type(
            int buckets) {
        return Attended.source(new HouseRules(buckets))
                .type(EntityKind.HOUSE, HouseEntity::understand, HouseEvent.class, HouseEntity::lane);
    }

    private static Optional<HouseInput> understand(Message message) {
        if (message instanceof HouseInput input) {
            return Optional.of(input);
        }
        if (message instanceof HouseMessage word) {
            return HouseInput.of(word);
        }
        return message instanceof HoldMessage hold ? ofHold(hold) : ofOthers(message);
    }

    private static Optional<HouseInput> ofHold(HoldMessage message) {
        if (message instanceof HoldMessage.HoldGranted word) {
            return Optional.of(new HouseInput.Granted(word));
        }
        if (message instanceof HoldMessage.HoldRefused word) {
            return Optional.of(new HouseInput.Refused(word));
        }
        return message instanceof HoldMessage.HoldEnded word
                ? Optional.of(new HouseInput.Ended(word))
                : Optional.empty();
    }

    private static Optional<HouseInput> ofOthers(Message message) {
        if (message instanceof BucketAnswer.RollCalled word) {
            return Optional.of(new HouseInput.RollCalled(word));
        }
        if (message instanceof SourceMessage.Register word) {
            return Optional.of(new HouseInput.Register(word));
        }
        if (message instanceof StopMessage.StopPlaced word) {
            return Optional.of(new HouseInput.Placed(word));
        }
        if (message instanceof StopMessage.Drained word) {
            return Optional.of(new HouseInput.Drained(word));
        }
        if (message instanceof BankReply.Flushed word) {
            return Optional.of(new HouseInput.Flushed(word));
        }
        if (message instanceof CatalogueReply.Newest word) {
            return Optional.of(new HouseInput.CatalogueRead(word));
        }
        if (message instanceof PostingsAcknowledged word) {
            return Optional.of(new HouseInput.Acknowledged(word));
        }
        return message instanceof PostingsContradicted word
                ? Optional.of(new HouseInput.Contradicted(word))
                : Optional.empty();
    }

    private static Lane lane(HouseInput input) {
        boolean client = input instanceof HouseInput.SetTerms
                || input instanceof HouseInput.RegisterMember
                || input instanceof HouseInput.SetPeriod
                || input instanceof HouseInput.PayObligation
                || input instanceof HouseInput.ReadHouse;
        return client ? Lane.REST : Lane.FIRST;
    }
}
