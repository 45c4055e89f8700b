package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.bucket.Owing;
import io.breakwater.waterfall.deleveraging.AdlPolicy;
import io.breakwater.waterfall.deleveraging.CensusRequest;
import io.breakwater.waterfall.fingerprint.Fingerprint;
import io.breakwater.waterfall.fingerprint.FingerprintKey;
import io.breakwater.waterfall.house.Declaration;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.Hold.Reserved;
import io.breakwater.waterfall.posting.HoldBook;
import io.breakwater.waterfall.posting.Outbox;
import io.breakwater.waterfall.posting.Stops;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.rulebook.Layer;
import io.breakwater.waterfall.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of one default.
 *
 * @param declaration absent before it is declared
 * @param inventories by account in default, as far as they are taken over
 * @param offered what was offered, by instrument
 * @param sold the same for the portfolios whose auction is settled
 * @param loss once it is fixed
 * @param draws once it has had its turn
 * @param holds what it has asked accounts to set aside
 * @param stops other episodes' stops of instruments
 * @param fingerprint over its own entries and those of its auctions
 */
public record Episode(
        EntityId self,
        long number,
        Optional<Declaration> declaration,
        Phase phase,
        Table<EntityId, Inventory> inventories,
        Table<InstrumentId, Portfolio> offered,
        Table<InstrumentId, Award> sold,
        Optional<Loss> loss,
        Optional<Draws> draws,
        Optional<Conclusion> conclusion,
        HoldBook holds,
        Stops stops,
        Fingerprint fingerprint,
        Outbox outbox)
        implements Owing {

    static Episode undeclared(EntityId self) {
        return new Episode(
                self,
                0,
                Optional.empty(),
                Phase.FREEZING,
                Table.empty(),
                Table.empty(),
                Table.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                HoldBook.EMPTY,
                Stops.NONE,
                Fingerprint.NONE,
                Outbox.EMPTY);
    }

    @Override
    public boolean owesNothing() {
        return declaration.isEmpty() || (phase == Phase.CLOSED && outbox.isSettled());
    }

    /** Its number. */
    public long episode() {
        return declaration.orElseThrow().episode();
    }

    Currency currency() {
        return declaration.orElseThrow().terms().currency();
    }

    /** The account in default that an inventory belongs to. */
    Optional<EntityId> inDefault(EntityId inventory) {
        return inventories.entrySet().stream()
                .filter(row -> row.getValue().account().equals(inventory))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The member's house account, when it is among the accounts in default. */
    Optional<EntityId> houseAccount() {
        return inventories.entrySet().stream()
                .filter(row -> row.getValue().kind() == AccountKind.HOUSE)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The money that a hold sets aside for it. */
    Money money(Hold hold) {
        Money sum = currency().zero();
        for (Reserved reserved : hold.reserved()) {
            sum = reserved instanceof Reserved.MoneyHeld held ? sum.plus(held.amount()) : sum;
        }
        return sum;
    }

    /** The layer whose turn it is, absent when all are drawn. */
    Optional<Layer> nextLayer() {
        List<Layer> layers = declaration.orElseThrow().terms().rulebook().layers();
        int drawn = draws.map(each -> each.ladder().size()).orElse(0);
        return drawn < layers.size() ? Optional.of(layers.get(drawn)) : Optional.empty();
    }

    /** True when a layer that closes lots is still to come. */
    boolean closesLotsLater() {
        List<Layer> layers = declaration.orElseThrow().terms().rulebook().layers();
        int drawn = draws.map(each -> each.ladder().size()).orElse(0);
        return layers.stream().skip(drawn).anyMatch(Layer::closesLots);
    }

    /**
     * What it wants to know of every node: present while an instrument is frozen at every source and nobody has been
     * chosen in this round.
     */
    public Optional<CensusRequest> census() {
        return draws.flatMap(Draws::step)
                .filter(Step.Closing.class::isInstance)
                .map(Step.Closing.class::cast)
                .filter(step -> step.fingerprint().isPresent() && step.pending().isEmpty())
                .map(step -> new CensusRequest(
                        self,
                        step.round(),
                        loss.orElseThrow().unsold(step.instrument()).instrument(),
                        Lots.of(draws.orElseThrow()
                                .unsold()
                                .find(step.instrument())
                                .orElse(0L)),
                        step.layer() == Layer.ADL ? AdlPolicy.QUEUE : AdlPolicy.PRO_RATA,
                        loss.orElseThrow().frozen()));
    }

    /** After an event, everything but its number, channels, used holds and fingerprint moved on already. */
    Episode after(Numbered<EpisodeEvent> event, FingerprintKey key) {
        return change().number(event.number())
                .holds(holds.consumed(event.event()))
                .fingerprint(fingerprint.with(key, event.event().entries()))
                .outbox(outbox.after(event))
                .episode();
    }

    Episode at(Phase next) {
        if (next != phase && !phase.next().contains(next)) {
            throw new IllegalStateException(self + " cannot go from " + phase + " to " + next);
        }
        return change().phase(next).episode();
    }

    Episode with(Declaration next) {
        return change().declaration(next).episode();
    }

    Episode with(Table<EntityId, Inventory> next) {
        return change().inventories(next).episode();
    }

    Episode offering(Table<InstrumentId, Portfolio> next) {
        return change().offered(next).episode();
    }

    Episode sold(InstrumentId instrument, Award award) {
        long sum = Fingerprint.plus(fingerprint.of(instrument), award.fingerprint());
        return change().sold(sold.with(instrument, award))
                .fingerprint(new Fingerprint(fingerprint.sums().with(instrument, sum)))
                .episode();
    }

    Episode with(Loss next) {
        return change().loss(next).episode();
    }

    Episode with(Draws next) {
        return change().draws(next).episode();
    }

    Episode with(Conclusion next) {
        return change().conclusion(next).episode();
    }

    Episode with(HoldBook next) {
        return change().holds(next).episode();
    }

    Episode with(Stops next) {
        return change().stops(next).episode();
    }

    private Change change() {
        return new Change(this);
    }

    /** What was asked for under this number and is not used is given back. */
    Episode releasing(long holdNumber, EpisodeEvent event) {
        HoldBook rest = holds.consumed(event);
        for (HoldBook.Line line : rest.lines().keySet()) {
            rest = line.number() == holdNumber ? rest.releasing(line.account(), line.number()) : rest;
        }
        return with(rest);
    }
}
