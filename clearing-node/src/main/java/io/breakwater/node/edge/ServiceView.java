package io.breakwater.node.edge;

import io.breakwater.node.catalogue.CatalogueView;
import io.breakwater.node.catalogue.UnansweredCatalogueException;
import io.breakwater.waterfall.catalogue.Catalogue;
import io.breakwater.waterfall.catalogue.ServiceTerms;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.process.EntityId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** What the edge looks up in the catalogue before it hands a request on. */
public final class ServiceView {

    private final CatalogueView catalogue;

    public ServiceView(CatalogueView catalogue) {
        this.catalogue = catalogue;
    }

    /** On which terms the house clears, or the refusal {@code TERMS_NOT_SET}. */
    CompletionStage<ServiceTerms> terms(Caller caller) {
        return having(caller, known -> known.terms().isPresent())
                .thenApply(known -> known.terms().orElseThrow(ServiceView::notSet));
    }

    /** The same, of a house that takes statements of this bank, or the refusal {@code BANK_UNKNOWN}. */
    CompletionStage<ServiceTerms> termsWith(Caller caller, EntityId bank) {
        return having(caller, known -> takes(known, bank)).thenApply(known -> {
            ServiceTerms terms = known.terms().orElseThrow(ServiceView::notSet);
            if (!takes(known, bank)) {
                throw ApiError.BANK_UNKNOWN.with(
                        "the service terms name no bank " + bank.key(), Map.of("bank", bank.key()));
            }
            return terms;
        });
    }

    /** The catalogue, with these instruments if they are listed at all. */
    CompletionStage<Catalogue> listing(Caller caller, Collection<InstrumentId> instruments) {
        return having(
                        caller,
                        known -> known.terms().isPresent()
                                && known.listings().keySet().containsAll(instruments))
                .thenApply(known -> {
                    if (known.terms().isEmpty()) {
                        throw notSet();
                    }
                    return known;
                });
    }

    private CompletionStage<Catalogue> having(Caller caller, Predicate<Catalogue> wanted) {
        return catalogue.having(wanted, caller.budget()).handle((known, failure) -> {
            if (failure == null) {
                return known;
            }
            Throwable cause = Optional.ofNullable(failure.getCause()).orElse(failure);
            throw cause instanceof UnansweredCatalogueException || cause instanceof TimeoutException
                    ? ApiError.CATALOGUE_UNREACHABLE.with("the catalogue did not answer; nothing was done")
                    : new CompletionException(cause);
        });
    }

    private static boolean takes(Catalogue known, EntityId bank) {
        return known.terms().filter(terms -> terms.banks().contains(bank)).isPresent();
    }

    private static RuntimeException notSet() {
        return ApiError.TERMS_NOT_SET.with("an operator must call SetServiceTerms first");
    }
}
