package io.breakwater.chaos.workload;

import com.google.type.Date;
import io.breakwater.chaos.history.Facts;
import io.breakwater.chaos.workload.Cast.Party;
import io.breakwater.chaos.workload.Cast.Role;
import io.breakwater.chaos.workload.Entrances.Request;
import io.breakwater.protocol.common.v1.AccountClass;
import io.breakwater.protocol.house.v1.AcceptCollateralRequest;
import io.breakwater.protocol.house.v1.AuctionReserve;
import io.breakwater.protocol.house.v1.CallPolicy;
import io.breakwater.protocol.house.v1.CallPreset;
import io.breakwater.protocol.house.v1.FixedMargin;
import io.breakwater.protocol.house.v1.FixedMarginRate;
import io.breakwater.protocol.house.v1.HouseServiceGrpc;
import io.breakwater.protocol.house.v1.HouseTerms;
import io.breakwater.protocol.house.v1.ListInstrumentRequest;
import io.breakwater.protocol.house.v1.OpenAccountRequest;
import io.breakwater.protocol.house.v1.RaisedDeadline;
import io.breakwater.protocol.house.v1.RegisterMemberRequest;
import io.breakwater.protocol.house.v1.RulebookPreset;
import io.breakwater.protocol.house.v1.SetDeskTermsRequest;
import io.breakwater.protocol.house.v1.SetHouseTermsRequest;
import io.breakwater.protocol.house.v1.SetServiceTermsRequest;
import io.breakwater.protocol.house.v1.SettlementCurrency;
import io.grpc.MethodDescriptor;
import java.util.Map;

/** Founds the house, and registers members whenever there are new ones. Insists; blocks. */
final class Founding {

    private static final long AGAIN_MILLIS = 200;

    private final Requests requests;
    private final Cast cast;
    private final WorkloadSettings settings;

    Founding(Requests requests, Cast cast, WorkloadSettings settings) {
        this.requests = requests;
        this.cast = cast;
        this.settings = settings;
    }

    /** Sets the terms of everything. */
    void lay() {
        ask(HouseServiceGrpc.getSetServiceTermsMethod(), serviceTerms(), "catalogue|main");
        for (String instrument : Terms.INSTRUMENTS) {
            ask(HouseServiceGrpc.getListInstrumentMethod(), listing(instrument), "catalogue|main");
        }
        ask(HouseServiceGrpc.getSetHouseTermsMethod(), houseTerms(), "house|main");
        for (String instrument : Terms.INSTRUMENTS) {
            ask(HouseServiceGrpc.getSetDeskTermsMethod(), desk(instrument), "desk|" + instrument);
        }
        ask(
                HouseServiceGrpc.getAcceptCollateralMethod(),
                AcceptCollateralRequest.newBuilder()
                        .setAsset(Terms.BILL)
                        .setUnitValue(Wire.amount(100))
                        .setHaircut(Wire.decimal("0.02"))
                        .build(),
                "catalogue|main");
    }

    /** Opens an account for somebody, who has one from now on. */
    void open(Party party) {
        ask(
                HouseServiceGrpc.getOpenAccountMethod(),
                OpenAccountRequest.newBuilder()
                        .setAccount(party.account())
                        .setMember(party.member())
                        .setAccountClass(party.accountClass())
                        .setCurrencyCode(Wire.CURRENCY)
                        .build(),
                party.account());
        cast.add(party);
    }

    /** Opens a member's house account and registers it. */
    Party member(String member, Role role) {
        Party house = new Party(member + ".house", member, AccountClass.ACCOUNT_CLASS_HOUSE, role);
        open(house);
        ask(
                HouseServiceGrpc.getRegisterMemberMethod(),
                RegisterMemberRequest.newBuilder()
                        .setMember(member)
                        .setHouseAccount(house.account())
                        .setContribution(Wire.hundredths(Terms.CONTRIBUTION))
                        .build(),
                "house|main");
        return house;
    }

    private <Q, A> void ask(MethodDescriptor<Q, A> method, Q body, String resource) {
        Request<Q, A> request = new Request<>(
                Terms.OPERATOR, method, body, resource, "", Map.of(Facts.MAY_BE_REFUSED, ""), answer -> Map.of());
        while (!(requests.insist(request) instanceof Outcome.Answered)) {
            requests.pause(AGAIN_MILLIS);
        }
    }

    private static SetDeskTermsRequest desk(String instrument) {
        return SetDeskTermsRequest.newBuilder()
                .setInstrument(instrument)
                .setLiquidationFee(Wire.hundredths(Terms.LIQUIDATION_FEE))
                .setWindow(Wire.duration(Terms.DESK_WINDOW))
                .build();
    }

    private SetServiceTermsRequest serviceTerms() {
        return SetServiceTermsRequest.newBuilder()
                .setCurrency(
                        SettlementCurrency.newBuilder().setCode(Wire.CURRENCY).setDecimals(Wire.DECIMALS))
                .addBanks(Workload.BANK)
                .addBanks(Workload.OTHER_BANK)
                .addCallPolicies(policy(AccountClass.ACCOUNT_CLASS_HOUSE, CallPreset.CALL_PRESET_CLEARING))
                .addCallPolicies(policy(AccountClass.ACCOUNT_CLASS_CLIENT, CallPreset.CALL_PRESET_CLEARING))
                .addCallPolicies(policy(AccountClass.ACCOUNT_CLASS_DIRECT, CallPreset.CALL_PRESET_VENUE))
                .build();
    }

    private CallPolicy policy(AccountClass accountClass, CallPreset preset) {
        return CallPolicy.newBuilder()
                .setAccountClass(accountClass)
                .setPreset(preset)
                .setDeadline(Wire.duration(settings.callDeadline()))
                .setRaisedDeadline(RaisedDeadline.RAISED_DEADLINE_OWN)
                .build();
    }

    private static ListInstrumentRequest listing(String instrument) {
        return ListInstrumentRequest.newBuilder()
                .setInstrument(instrument)
                .setCurrencyCode(Wire.CURRENCY)
                .setTickSize(Wire.hundredths(1))
                .setMultiplier(Wire.decimal(Long.toString(Terms.MULTIPLIER)))
                .setPriceBand(Wire.hundredths(Terms.BAND))
                .setReferencePrice(Wire.hundredths(Terms.PRICE))
                .setFixedMargin(FixedMargin.newBuilder()
                        .addRates(FixedMarginRate.newBuilder()
                                .setFrom(Date.newBuilder()
                                        .setYear(2020)
                                        .setMonth(1)
                                        .setDay(1))
                                .setMaintenance(Wire.hundredths(Terms.MAINTENANCE))
                                .setInitial(Wire.hundredths(Terms.INITIAL))))
                .build();
    }

    private static SetHouseTermsRequest houseTerms() {
        HouseTerms.Builder terms = HouseTerms.newBuilder()
                .setRulebook(RulebookPreset.RULEBOOK_PRESET_VENUE)
                .setPayableDeadline(Wire.duration(Terms.PAYABLE_DEADLINE))
                .setAuctionWindow(Wire.duration(Terms.AUCTION_WINDOW));
        Terms.INSTRUMENTS.forEach(instrument -> terms.addAuctionReserves(
                AuctionReserve.newBuilder().setInstrument(instrument).setDistance(Wire.hundredths(Terms.RESERVE))));
        return SetHouseTermsRequest.newBuilder().setTerms(terms).build();
    }
}
