package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.fingerprint.Fingerprint;
import io.breakwater.waterfall.house.Declaration;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.posting.HoldBook;
import io.breakwater.waterfall.posting.Outbox;
import io.breakwater.waterfall.posting.Stops;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.table.Table;
import java.util.Optional;

/** The next state of an episode in the making: the parts that are named change, all else stays. */
final class Change {

    private final Episode from;
    private long number;
    private Optional<Declaration> declaration;
    private Phase phase;
    private Table<EntityId, Inventory> inventories;
    private Table<InstrumentId, Portfolio> offered;
    private Table<InstrumentId, Award> sold;
    private Optional<Loss> loss;
    private Optional<Draws> draws;
    private Optional<Conclusion> conclusion;
    private HoldBook holds;
    private Stops stops;
    private Fingerprint fingerprint;
    private Outbox outbox;

    Change(Episode from) {
        this.from = from;
        number = from.number();
        declaration = from.declaration();
        phase = from.phase();
        inventories = from.inventories();
        offered = from.offered();
        sold = from.sold();
        loss = from.loss();
        draws = from.draws();
        conclusion = from.conclusion();
        holds = from.holds();
        stops = from.stops();
        fingerprint = from.fingerprint();
        outbox = from.outbox();
    }

    Episode episode() {
        return new Episode(
                from.self(),
                number,
                declaration,
                phase,
                inventories,
                offered,
                sold,
                loss,
                draws,
                conclusion,
                holds,
                stops,
                fingerprint,
                outbox);
    }

    Change number(long next) {
        number = next;
        return this;
    }

    Change declaration(Declaration next) {
        declaration = Optional.of(next);
        return this;
    }

    Change phase(Phase next) {
        phase = next;
        return this;
    }

    Change inventories(Table<EntityId, Inventory> next) {
        inventories = next;
        return this;
    }

    Change offered(Table<InstrumentId, Portfolio> next) {
        offered = next;
        return this;
    }

    Change sold(Table<InstrumentId, Award> next) {
        sold = next;
        return this;
    }

    Change loss(Loss next) {
        loss = Optional.of(next);
        return this;
    }

    Change draws(Draws next) {
        draws = Optional.of(next);
        return this;
    }

    Change conclusion(Conclusion next) {
        conclusion = Optional.of(next);
        return this;
    }

    Change holds(HoldBook next) {
        holds = next;
        return this;
    }

    Change stops(Stops next) {
        stops = next;
        return this;
    }

    Change fingerprint(Fingerprint next) {
        fingerprint = next;
        return this;
    }

    Change outbox(Outbox next) {
        outbox = next;
        return this;
    }
}
