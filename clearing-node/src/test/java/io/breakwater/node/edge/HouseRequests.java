package io.breakwater.node.edge;

import com.google.protobuf.Duration;
import com.google.type.Date;
import com.google.type.DateTime;
import com.google.type.Decimal;
import io.breakwater.protocol.accounts.v1.GetAccountRequest;
import io.breakwater.protocol.common.v1.AccountClass;
import io.breakwater.protocol.common.v1.Amount;
import io.breakwater.protocol.house.v1.AcceptCollateralRequest;
import io.breakwater.protocol.house.v1.CallPolicy;
import io.breakwater.protocol.house.v1.CallPreset;
import io.breakwater.protocol.house.v1.FixedMargin;
import io.breakwater.protocol.house.v1.FixedMarginRate;
import io.breakwater.protocol.house.v1.ListInstrumentRequest;
import io.breakwater.protocol.house.v1.OpenAccountRequest;
import io.breakwater.protocol.house.v1.RaisedDeadline;
import io.breakwater.protocol.house.v1.SetServiceTermsRequest;
import io.breakwater.protocol.house.v1.SettlementCurrency;
import io.breakwater.protocol.prices.v1.PriceKind;
import io.breakwater.protocol.prices.v1.PublishPricesRequest;
import io.breakwater.protocol.prices.v1.Quote;
import io.breakwater.protocol.trades.v1.SubmitTradesRequest;
import io.breakwater.protocol.trades.v1.Trade;
import io.breakwater.protocol.treasury.v1.Deposit;
import io.breakwater.protocol.treasury.v1.RecordStatementLinesRequest;
import io.breakwater.protocol.treasury.v1.StatementLine;

/** Good requests of a small house in US dollars that clears crude oil; tests spoil one field of them. */
final class HouseRequests {

    static final String OIL = "WTI-2020-05";

    private HouseRequests() {}

    static SetServiceTermsRequest.Builder terms() {
        return SetServiceTermsRequest.newBuilder()
                .setCurrency(SettlementCurrency.newBuilder().setCode("USD").setDecimals(2))
                .addCallPolicies(policy(AccountClass.ACCOUNT_CLASS_HOUSE))
                .addCallPolicies(policy(AccountClass.ACCOUNT_CLASS_CLIENT))
                .addBanks("main")
                .addBanks("custody");
    }

    static CallPolicy policy(AccountClass accountClass) {
        return CallPolicy.newBuilder()
                .setAccountClass(accountClass)
                .setPreset(CallPreset.CALL_PRESET_CLEARING)
                .setDeadline(Duration.newBuilder().setSeconds(3_600))
                .setRaisedDeadline(RaisedDeadline.RAISED_DEADLINE_OF_THE_CALL)
                .build();
    }

    static ListInstrumentRequest.Builder oil() {
        return ListInstrumentRequest.newBuilder()
                .setInstrument(OIL)
                .setCurrencyCode("USD")
                .setTickSize(decimal("0.01"))
                .setMultiplier(decimal("1000"))
                .setPriceBand(decimal("10"))
                .setReferencePrice(decimal("20.00"))
                .setFixedMargin(FixedMargin.newBuilder().addRates(rate("7500", "8250")));
    }

    static FixedMarginRate rate(String maintenance, String initial) {
        return FixedMarginRate.newBuilder()
                .setFrom(date(1))
                .setMaintenance(decimal(maintenance))
                .setInitial(decimal(initial))
                .build();
    }

    static AcceptCollateralRequest.Builder bill() {
        return AcceptCollateralRequest.newBuilder()
                .setAsset("US-BILL")
                .setUnitValue(usd("1"))
                .setHaircut(decimal("0.02"));
    }

    static OpenAccountRequest.Builder account(String id, String member) {
        return OpenAccountRequest.newBuilder()
                .setAccount(id)
                .setMember(member)
                .setAccountClass(AccountClass.ACCOUNT_CLASS_HOUSE)
                .setCurrencyCode("USD");
    }

    static RecordStatementLinesRequest.Builder deposit(long line, String account, Amount amount) {
        return RecordStatementLinesRequest.newBuilder()
                .setBank("main")
                .setFirstLine(line)
                .addLines(StatementLine.newBuilder()
                        .setDeposit(Deposit.newBuilder().setAccount(account).setAmount(amount)));
    }

    static SubmitTradesRequest.Builder trade(long sequence, String buyer, String seller, long lots, String price) {
        return SubmitTradesRequest.newBuilder()
                .setStream("oil")
                .setSequence(sequence)
                .addTrades(Trade.newBuilder()
                        .setTradeId("t" + sequence)
                        .setInstrument(OIL)
                        .setBuyer(buyer)
                        .setSeller(seller)
                        .setLots(lots)
                        .setPrice(decimal(price)));
    }

    static PublishPricesRequest.Builder price(long sequence, int dayOfApril, String price, PriceKind kind) {
        return PublishPricesRequest.newBuilder()
                .setSequence(sequence)
                .setBusinessDate(date(dayOfApril))
                .setExchangeTime(DateTime.newBuilder()
                        .setYear(2020)
                        .setMonth(4)
                        .setDay(dayOfApril)
                        .setHours(14)
                        .setMinutes(30))
                .addQuotes(Quote.newBuilder()
                        .setInstrument(OIL)
                        .setPrice(decimal(price))
                        .setKind(kind));
    }

    static GetAccountRequest.Builder read(String account) {
        return GetAccountRequest.newBuilder().setAccount(account);
    }

    static Amount usd(String value) {
        return amount("USD", value);
    }

    static Amount amount(String currency, String value) {
        return Amount.newBuilder()
                .setCurrencyCode(currency)
                .setValue(decimal(value))
                .build();
    }

    static Decimal decimal(String value) {
        return Decimal.newBuilder().setValue(value).build();
    }

    static Date date(int dayOfApril) {
        return Date.newBuilder().setYear(2020).setMonth(4).setDay(dayOfApril).build();
    }
}
