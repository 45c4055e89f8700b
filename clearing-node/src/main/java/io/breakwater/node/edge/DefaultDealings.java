package io.breakwater.node.edge;

import io.breakwater.protocol.common.v1.JournalPosition;
import io.breakwater.protocol.house.v1.GetHouseResponse;
import io.breakwater.protocol.house.v1.ListMembersResponse;
import io.breakwater.protocol.house.v1.ListObligationsRequest;
import io.breakwater.protocol.house.v1.ListObligationsResponse;
import io.breakwater.protocol.house.v1.PayObligationRequest;
import io.breakwater.protocol.house.v1.RegisterMemberRequest;
import io.breakwater.protocol.house.v1.SetAssessmentPeriodRequest;
import io.breakwater.protocol.house.v1.SetDeskTermsRequest;
import io.breakwater.protocol.house.v1.SetHouseTermsRequest;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.catalogue.Catalogue;
import io.breakwater.waterfall.desk.DeskInput;
import io.breakwater.waterfall.desk.DeskReply;
import io.breakwater.waterfall.house.HouseAccounts;
import io.breakwater.waterfall.house.HouseInput;
import io.breakwater.waterfall.house.HouseMessage;
import io.breakwater.waterfall.house.HouseReply;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.receipts.RequestId;
import io.breakwater.waterfall.trades.TradeParty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.CompletionStage;

/** What operators and members say to the house about defaults. Everything may be repeated. */
final class DefaultDealings {

    private final Entities entities;
    private final ServiceView service;
    private final AccountDirectory directory;
    private final AccountOpening opening;
    private final HouseAccountNames names;
    private final EpisodeReads reads;

    DefaultDealings(Entities entities, ServiceView service, AccountDirectory directory, AccountOpening opening) {
        this.entities = entities;
        this.service = service;
        this.directory = directory;
        this.opening = opening;
        this.names = new HouseAccountNames(entities);
        this.reads = new EpisodeReads(entities);
    }

    /** The house's own accounts are opened first: once the terms are set, a default may need them. */
    CompletionStage<JournalPosition> setTerms(Caller caller, SetHouseTermsRequest request) {
        if (!request.hasTerms()) {
            throw Fields.missing("terms");
        }
        SortedSet<InstrumentId> instruments = HouseTermsFields.instruments(request.getTerms());
        return service.listing(caller, instruments).thenCompose(catalogue -> {
            Currency currency = currency(catalogue);
            var terms = HouseTermsFields.terms(request.getTerms(), currency, catalogue);
            return opening.open(caller, HouseAccounts.OWN_CAPITAL, currency)
                    .thenCompose(opened -> opening.open(caller, HouseAccounts.INSURANCE_FUND, currency))
                    .thenCompose(opened -> change(caller, new HouseInput.SetTerms(terms), "house-terms"));
        });
    }

    CompletionStage<JournalPosition> register(Caller caller, RegisterMemberRequest request) {
        String member = Fields.id("member", request.getMember());
        EntityId account = Fields.account("house_account", request.getHouseAccount());
        return service.terms(caller).thenCompose(terms -> {
            Money contribution = Fields.amountOf(
                    "contribution", request.hasContribution(), request.getContribution(), terms.currency());
            HouseInput body = new HouseInput.RegisterMember(member, account, contribution);
            return directory
                    .find(caller, account)
                    .thenAccept(owner -> requireHouseAccount(account, owner, member))
                    .thenCompose(known -> names.name(caller, member, account))
                    .thenCompose(named -> opening.open(caller, HouseAccounts.contribution(member), terms.currency()))
                    .thenCompose(opened -> change(caller, body, "member-" + member));
        });
    }

    private static void requireHouseAccount(EntityId account, Optional<TradeParty> owner, String member) {
        if (owner.isEmpty()) {
            throw ApiError.ACCOUNT_UNKNOWN.with("no such account: " + account.key(), Map.of("account", account.key()));
        }
        if (!owner.get().equals(new TradeParty(member, AccountKind.HOUSE))) {
            throw ApiError.NOT_ITS_HOUSE_ACCOUNT.with(
                    account.key() + " is not the house account of " + member, Fields.at("house_account"));
        }
    }

    CompletionStage<JournalPosition> setPeriod(Caller caller, SetAssessmentPeriodRequest request) {
        if (!request.hasPeriod()) {
            throw Fields.missing("period");
        }
        return service.terms(caller)
                .thenCompose(terms -> change(
                        caller,
                        HouseTermsFields.period(request.getPeriod(), SettlementCurrencies.of(terms.currency())),
                        "assessment-period"));
    }

    CompletionStage<JournalPosition> setDesk(Caller caller, SetDeskTermsRequest request) {
        InstrumentId id = Fields.instrument("instrument", request.getInstrument());
        EntityId desk = AuctionApi.desk(id);
        return service.listing(caller, List.of(id)).thenCompose(catalogue -> {
            var listing = Optional.ofNullable(catalogue.listings().get(id))
                    .orElseThrow(() ->
                            ApiError.INSTRUMENT_UNKNOWN.with("no such instrument: " + id, Fields.at("instrument")));
            DeskInput body = new DeskInput.SetTerms(HouseTermsFields.desk(request, listing.instrument()));
            return entities.ask(caller, desk, body, "desk-" + id).thenApply(reply -> {
                if (reply instanceof DeskReply.TermsSet set) {
                    return Fields.position(desk, set.number());
                }
                if (reply instanceof DeskReply.Refused refused) {
                    throw Rejections.of(refused.reason());
                }
                throw new IllegalStateException("a desk answered " + reply);
            });
        });
    }

    CompletionStage<GetHouseResponse> house(Caller caller) {
        return reads.house(caller).thenCompose(view -> service.listing(
                        caller,
                        view.terms()
                                .map(terms -> terms.auctionReserve().keySet())
                                .orElseGet(java.util.Set::of))
                .thenApply(catalogue -> HouseViews.house(view, catalogue)));
    }

    CompletionStage<ListMembersResponse> members(Caller caller) {
        return reads.house(caller).thenApply(HouseViews::members);
    }

    CompletionStage<ListObligationsResponse> obligations(Caller caller, ListObligationsRequest request) {
        Optional<String> member = request.getMember().isEmpty()
                ? Optional.empty()
                : Optional.of(Fields.id("member", request.getMember()));
        if (caller.principal().member().isPresent()
                && member.isPresent()
                && !member.equals(caller.principal().member())) {
            throw ApiError.NOT_YOURS.with("a member sees its own obligations only", Fields.at("member"));
        }
        return reads.house(caller).thenApply(view -> HouseViews.obligations(view, member));
    }

    CompletionStage<JournalPosition> pay(Caller caller, PayObligationRequest request) {
        RequestId id = Fields.requestId(request.getRequestId());
        HouseInput body = new HouseInput.PayObligation(
                caller.principal().member(), id, Fields.counted("obligation", request.getObligation()));
        return change(caller, body, id.value());
    }

    private CompletionStage<JournalPosition> change(Caller caller, HouseInput body, String requestId) {
        return entities.ask(caller, HouseMessage.MAIN, body, requestId).thenApply(DefaultDealings::position);
    }

    private static JournalPosition position(Message reply) {
        if (reply instanceof HouseReply.Kept kept) {
            return Fields.position(HouseMessage.MAIN, kept.number());
        }
        if (reply instanceof HouseReply.Refused refused) {
            throw Rejections.of(refused.reason());
        }
        throw new IllegalStateException("the house answered " + reply);
    }

    private static Currency currency(Catalogue catalogue) {
        return catalogue.terms().orElseThrow().currency();
    }
}
