package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.process.EntityId;

/** What a stop freezes. */
public sealed interface StopSubject {

    record OfInstrument(InstrumentId instrument) implements StopSubject {}

    record OfAccount(EntityId account) implements StopSubject {}

    /** All accounts of a member. */
    record OfMember(String member) implements StopSubject {}
}
