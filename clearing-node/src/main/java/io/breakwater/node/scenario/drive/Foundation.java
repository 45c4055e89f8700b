package io.breakwater.node.scenario.drive;

import io.breakwater.node.scenario.Book;
import io.breakwater.node.scenario.HouseTerms;
import io.breakwater.node.scenario.Market;
import io.breakwater.node.scenario.PricePoint;
import io.breakwater.node.scenario.Scenario;
import io.breakwater.protocol.common.v1.AccountClass;
import io.breakwater.protocol.house.v1.AcceptCollateralRequest;
import io.breakwater.protocol.house.v1.CallPolicy;
import io.breakwater.protocol.house.v1.CallPreset;
import io.breakwater.protocol.house.v1.HouseServiceGrpc;
import io.breakwater.protocol.house.v1.HouseServiceGrpc.HouseServiceBlockingStub;
import io.breakwater.protocol.house.v1.ListInstrumentRequest;
import io.breakwater.protocol.house.v1.OpenAccountRequest;
import io.breakwater.protocol.house.v1.RaisedDeadline;
import io.breakwater.protocol.house.v1.SetServiceTermsRequest;
import io.breakwater.protocol.house.v1.SettlementCurrency;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** Founds the house of a scenario: its terms first, then what it clears and accepts, then its accounts, some at once. */
final class Foundation {

    private static final String OPERATOR = "operator/demo";
    private static final List<AccountClass> CLASSES = List.of(
            AccountClass.ACCOUNT_CLASS_HOUSE, AccountClass.ACCOUNT_CLASS_CLIENT, AccountClass.ACCOUNT_CLASS_DIRECT);

    private final HouseClient house;
    private final Scenario scenario;
    private final Crew crew;

    Foundation(HouseClient house, Scenario scenario, Crew crew) {
        this.house = house;
        this.scenario = scenario;
        this.crew = crew;
    }

    /** {@code done} hears how many accounts are open so far. */
    void lay(LongConsumer done) {
        SetServiceTermsRequest terms = terms();
        ask(stub -> stub.setServiceTerms(terms));
        for (Market.Contract contract : scenario.market().contracts()) {
            ListInstrumentRequest listing = listing(contract);
            ask(stub -> stub.listInstrument(listing));
        }
        for (Market.CollateralAsset asset : scenario.market().collateral()) {
            AcceptCollateralRequest acceptance = AcceptCollateralRequest.newBuilder()
                    .setAsset(asset.id())
                    .setUnitValue(Wire.amount(scenario.currency().amount("1")))
                    .setHaircut(Wire.decimal(asset.haircut()))
                    .build();
            ask(stub -> stub.acceptCollateral(acceptance));
        }
        crew.each(
                scenario.book().accounts(),
                account -> {
                    OpenAccountRequest opening = opening(account);
                    return house.call(OPERATOR, HouseServiceGrpc::newBlockingStub, stub -> stub.openAccount(opening));
                },
                done);
    }

    private <A> void ask(Function<HouseServiceBlockingStub, A> request) {
        house.call(OPERATOR, HouseServiceGrpc::newBlockingStub, request);
    }

    private SetServiceTermsRequest terms() {
        SetServiceTermsRequest.Builder terms = SetServiceTermsRequest.newBuilder()
                .setCurrency(SettlementCurrency.newBuilder()
                        .setCode(scenario.currency().code())
                        .setDecimals(scenario.currency().scale()))
                .addBanks(Statements.BANK)
                .addBanks(Statements.CUSTODIAN);
        CLASSES.forEach(accountClass -> terms.addCallPolicies(policy(accountClass)));
        return terms.build();
    }

    private CallPolicy policy(AccountClass accountClass) {
        HouseTerms house = scenario.house();
        boolean everyPrice = house.callsAtEveryPrice();
        return CallPolicy.newBuilder()
                .setAccountClass(accountClass)
                .setPreset(everyPrice ? CallPreset.CALL_PRESET_VENUE : CallPreset.CALL_PRESET_CLEARING)
                .setDeadline(Wire.duration(house.pace().callDeadline()))
                .setRaisedDeadline(
                        everyPrice ? RaisedDeadline.RAISED_DEADLINE_OWN : RaisedDeadline.RAISED_DEADLINE_OF_THE_CALL)
                .setErosion(Wire.decimal(house.tuning().erosion()))
                .build();
    }

    private ListInstrumentRequest listing(Market.Contract contract) {
        var instrument = contract.instrument();
        ListInstrumentRequest.Builder listing = ListInstrumentRequest.newBuilder()
                .setInstrument(instrument.id().value())
                .setCurrencyCode(instrument.currency().code())
                .setTickSize(Wire.decimal(instrument.tickSize()))
                .setMultiplier(Wire.decimal(instrument.multiplier()))
                .setPriceBand(Wire.decimal(instrument.text(io.breakwater.waterfall.market.Price.ofTicks(
                        instrument.band().maxMoveTicks()))));
        Margins.of(scenario.market(), instrument.id()).onto(listing);
        if (scenario.market().priceSources().size() == 1) {
            // Nobody could confirm its first price.
            scenario.market().path().points().stream()
                    .filter(point -> point.instrument().equals(instrument.id()))
                    .findFirst()
                    .map(PricePoint::price)
                    .ifPresent(first -> listing.setReferencePrice(Wire.decimal(instrument.text(first))));
        }
        return listing.build();
    }

    private OpenAccountRequest opening(Book.Account account) {
        return OpenAccountRequest.newBuilder()
                .setAccount(account.id())
                .setMember(account.member())
                .setAccountClass(accountClass(account.accountClass()))
                .setCurrencyCode(scenario.currency().code())
                .build();
    }

    private static AccountClass accountClass(Book.AccountClass accountClass) {
        return switch (accountClass) {
            case HOUSE -> AccountClass.ACCOUNT_CLASS_HOUSE;
            case CLIENT -> AccountClass.ACCOUNT_CLASS_CLIENT;
            case DIRECT -> AccountClass.ACCOUNT_CLASS_DIRECT;
        };
    }
}
