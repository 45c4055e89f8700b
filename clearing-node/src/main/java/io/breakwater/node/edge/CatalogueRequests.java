package io.breakwater.node.edge;

import io.breakwater.protocol.house.v1.AcceptCollateralRequest;
import io.breakwater.protocol.house.v1.ListInstrumentRequest;
import io.breakwater.protocol.house.v1.SetServiceTermsRequest;
import io.breakwater.waterfall.catalogue.CatalogueEntity;
import io.breakwater.waterfall.catalogue.CatalogueInput;
import io.breakwater.waterfall.catalogue.CatalogueReply;
import io.breakwater.waterfall.catalogue.ServiceTerms;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.collateral.CollateralTerms;
import io.breakwater.waterfall.collateral.Haircut;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Ratio;
import io.breakwater.waterfall.process.Message;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What an operator changes in the catalogue. */
final class CatalogueRequests {

    /** The most that one unit of an asset may be worth, in minor units. */
    private static final long LARGEST_UNIT_VALUE = 1L << 30;

    private final Entities entities;
    private final ServiceView service;

    CatalogueRequests(Entities entities, ServiceView service) {
        this.entities = entities;
        this.service = service;
    }

    /** The version from which on the terms are in force. */
    CompletionStage<Long> setTerms(Caller caller, SetServiceTermsRequest request) {
        return change(caller, new CatalogueInput.SetTerms(TermsFields.terms(request)), "terms");
    }

    /** The version from which on the instrument is listed so. */
    CompletionStage<Long> list(Caller caller, ListInstrumentRequest request) {
        return service.terms(caller).thenCompose(terms -> {
            var listing = ListingFields.listing(request, SettlementCurrencies.of(terms.currency()));
            String requestId = "list-" + listing.instrument().id();
            return change(caller, new CatalogueInput.ListInstrument(listing), requestId);
        });
    }

    /** The version from which on the asset is accepted so. */
    CompletionStage<Long> accept(Caller caller, AcceptCollateralRequest request) {
        return service.terms(caller).thenCompose(terms -> {
            CollateralTerms accepted = collateral(request, terms);
            return change(caller, new CatalogueInput.AcceptCollateral(accepted), "accept-" + accepted.asset());
        });
    }

    private static CollateralTerms collateral(AcceptCollateralRequest request, ServiceTerms terms) {
        SettlementCurrencies currencies = SettlementCurrencies.of(terms.currency());
        AssetId asset = AssetId.of(Fields.id("asset", request.getAsset()));
        Money unitValue =
                Fields.positiveAmount("unit_value", request.hasUnitValue(), request.getUnitValue(), currencies);
        if (unitValue.minorUnits() > LARGEST_UNIT_VALUE) {
            throw ApiError.OUTSIDE_BOUNDS.with("unit_value is too large", Fields.at("unit_value"));
        }
        Ratio taken = Fields.share("haircut", request.hasHaircut(), request.getHaircut());
        if (taken.compareTo(Ratio.ONE) > 0) {
            throw ApiError.OUTSIDE_BOUNDS.with("haircut is at most 1", Fields.at("haircut"));
        }
        Optional<Money> limit = request.hasLimit()
                ? Optional.of(Fields.positiveAmount("limit", true, request.getLimit(), currencies))
                : Optional.empty();
        return new CollateralTerms(asset, unitValue, new Haircut(taken), limit);
    }

    private CompletionStage<Long> change(Caller caller, CatalogueInput change, String requestId) {
        return entities.ask(caller, CatalogueEntity.MAIN, change, requestId).thenApply(CatalogueRequests::version);
    }

    private static long version(Message reply) {
        if (reply instanceof CatalogueReply.Kept kept) {
            return kept.version();
        }
        if (reply instanceof CatalogueReply.Refused refused) {
            throw Rejections.of(refused.reason());
        }
        throw new IllegalStateException("the catalogue answered " + reply);
    }
}
