package io.breakwater.waterfall.catalogue;

import io.breakwater.waterfall.catalogue.CatalogueReply.Reason;
import io.breakwater.waterfall.collateral.CollateralTerms;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Tending;
import java.util.Optional;

/** Keeps the catalogue: the same terms again change nothing, and what a contract is worth per tick never changes. */
public final class CatalogueRules implements Machine<Catalogue, CatalogueRules.Memory, CatalogueInput, CatalogueEvent> {

    /** The catalogue keeps nothing in memory alone. */
    public enum Memory {
        NONE
    }

    @Override
    public Catalogue initial(EntityId self) {
        return Catalogue.EMPTY;
    }

    @Override
    public Memory wake(Catalogue state) {
        return Memory.NONE;
    }

    @Override
    public Reaction<Memory, CatalogueEvent> react(
            Catalogue catalogue, Memory memory, Envelope<CatalogueInput> input, Now now) {
        if (input.body() instanceof CatalogueInput.ListInstrument list) {
            return list(catalogue, list.listing());
        }
        if (input.body() instanceof CatalogueInput.AcceptCollateral accept) {
            return accept(catalogue, accept.terms());
        }
        if (input.body() instanceof CatalogueInput.SetTerms set) {
            return set(catalogue, set.terms());
        }
        if (input.body() instanceof CatalogueInput.ReadCatalogue read) {
            boolean isKnown = read.knownVersion() == catalogue.version();
            return Reaction.answer(
                    memory, new CatalogueReply.Newest(isKnown ? Optional.empty() : Optional.of(catalogue)));
        }
        return Reaction.none(memory);
    }

    @Override
    public Catalogue apply(Catalogue catalogue, Numbered<CatalogueEvent> event) {
        return event.event().applyTo(catalogue);
    }

    @Override
    public Tending<Memory> tend(Catalogue catalogue, Memory memory, Now now) {
        return Tending.idle(memory);
    }

    @Override
    public CatalogueInput tick() {
        return new CatalogueInput.Tick();
    }

    private static Reaction<Memory, CatalogueEvent> list(Catalogue catalogue, Listing listing) {
        Optional<Listing> known = Optional.ofNullable(
                catalogue.listings().get(listing.instrument().id()));
        if (known.filter(listing::equals).isPresent()) {
            return unchanged(catalogue);
        }
        if (known.isPresent() && !isSameContract(known.get().instrument(), listing.instrument())) {
            return refused(Reason.LISTED_OTHERWISE);
        }
        if (known.isEmpty() && catalogue.listings().size() >= Catalogue.LISTINGS) {
            return refused(Reason.FULL);
        }
        return changed(catalogue, new CatalogueEvent.InstrumentListed(listing));
    }

    private static Reaction<Memory, CatalogueEvent> accept(Catalogue catalogue, CollateralTerms terms) {
        Optional<CollateralTerms> known =
                Optional.ofNullable(catalogue.collateral().get(terms.asset()));
        if (known.filter(terms::equals).isPresent()) {
            return unchanged(catalogue);
        }
        return known.isEmpty() && catalogue.collateral().size() >= Catalogue.ASSETS
                ? refused(Reason.COLLATERAL_FULL)
                : changed(catalogue, new CatalogueEvent.CollateralAccepted(terms));
    }

    private static Reaction<Memory, CatalogueEvent> set(Catalogue catalogue, ServiceTerms terms) {
        Optional<ServiceTerms> known = catalogue.terms();
        if (known.filter(terms::equals).isPresent()) {
            return unchanged(catalogue);
        }
        if (known.filter(before -> !before.currency().equals(terms.currency())).isPresent()) {
            return refused(Reason.CURRENCY_FIXED);
        }
        return known.filter(before -> !terms.banks().containsAll(before.banks()))
                        .isPresent()
                ? refused(Reason.BANK_REMOVED)
                : changed(catalogue, new CatalogueEvent.TermsSet(terms));
    }

    private static boolean isSameContract(Instrument one, Instrument other) {
        return one.currency().equals(other.currency())
                && one.tickSize().equals(other.tickSize())
                && one.multiplier().equals(other.multiplier());
    }

    private static Reaction<Memory, CatalogueEvent> changed(Catalogue before, CatalogueEvent event) {
        return Reaction.record(Memory.NONE, event, new CatalogueReply.Kept(before.version() + 1));
    }

    private static Reaction<Memory, CatalogueEvent> unchanged(Catalogue catalogue) {
        return Reaction.answer(Memory.NONE, new CatalogueReply.Kept(catalogue.version()));
    }

    private static Reaction<Memory, CatalogueEvent> refused(Reason reason) {
        return Reaction.answer(Memory.NONE, new CatalogueReply.Refused(reason));
    }
}
