package io.breakwater.node.edge;

import com.google.type.Decimal;
import io.breakwater.node.process.Requests;
import io.breakwater.protocol.accounts.v1.AccountServiceGrpc;
import io.breakwater.protocol.accounts.v1.AcknowledgeCallRequest;
import io.breakwater.protocol.accounts.v1.EstimateRequirementRequest;
import io.breakwater.protocol.accounts.v1.GetAccountRequest;
import io.breakwater.protocol.accounts.v1.LotsChange;
import io.breakwater.protocol.accounts.v1.RequestWithdrawalRequest;
import io.breakwater.protocol.accounts.v1.WatchAccountRequest;
import io.breakwater.protocol.common.v1.Amount;
import io.breakwater.protocol.common.v1.JournalPosition;
import io.breakwater.protocol.defaults.v1.DefaultsServiceGrpc;
import io.breakwater.protocol.defaults.v1.ListDeleveragingsRequest;
import io.breakwater.protocol.house.v1.FixedMargin;
import io.breakwater.protocol.house.v1.GetTrialBalanceRequest;
import io.breakwater.protocol.house.v1.HouseServiceGrpc;
import io.breakwater.protocol.house.v1.HouseServiceGrpc.HouseServiceBlockingStub;
import io.breakwater.protocol.house.v1.ListInstrumentRequest;
import io.breakwater.protocol.house.v1.OpenAccountRequest;
import io.breakwater.protocol.house.v1.SetServiceTermsRequest;
import io.breakwater.protocol.house.v1.SettlementCurrency;
import io.breakwater.protocol.prices.v1.PriceKind;
import io.breakwater.protocol.prices.v1.PriceServiceGrpc;
import io.breakwater.protocol.prices.v1.PublishPricesRequest;
import io.breakwater.protocol.trades.v1.SubmitTradesRequest;
import io.breakwater.protocol.trades.v1.TradeServiceGrpc;
import io.breakwater.protocol.treasury.v1.RecordStatementLinesRequest;
import io.breakwater.protocol.treasury.v1.StatementLine;
import io.breakwater.protocol.treasury.v1.TreasuryServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The rows of bad input, by the groups of the catalogue that they come from. Longer than other files because it is one table:
 * which group lacks a row is seen only where all of them stand.
 */
final class BadInputs {

    /** A request that was asked after before it arrived. */
    static final String VOIDED = Requests.newId();

    private static final String NO_REASON = "";

    private final List<Row> rows = new ArrayList<>();

    private BadInputs() {}

    /** One bad request and how it must be refused; a refusal of the transport itself has no reason. */
    record Row(String name, Consumer<OneNode> request, Code code, String reason) {}

    static List<Row> rows() {
        BadInputs table = new BadInputs();
        table.amounts();
        table.currencies();
        table.ids();
        table.protocol();
        table.texts();
        table.principals();
        table.sequences();
        DefaultBadInputs.addTo(table.rows);
        return List.copyOf(table.rows);
    }

    private void amounts() {
        Map<String, ApiError> amounts = new TreeMap<>();
        for (String text :
                List.of("1e9", "0x10", " 5", "5 ", "+5", "١٢", "NaN", "Infinity", "-0", "1.001", "", "007")) {
            amounts.put(text, ApiError.AMOUNT_MALFORMED);
        }
        amounts.put("0", ApiError.AMOUNT_NOT_POSITIVE);
        amounts.put("-1", ApiError.AMOUNT_NOT_POSITIVE);
        amounts.put("9223372036854775807", ApiError.AMOUNT_MALFORMED);
        amounts.put("-9223372036854775808", ApiError.AMOUNT_MALFORMED);
        amounts.put("92233720368547758.07", ApiError.OUTSIDE_BOUNDS);
        amounts.forEach((text, error) ->
                lines("A amount '" + text + "'", error, HouseRequests.deposit(2, "alder.house", usd(text))));
        lines(
                "A no amount",
                ApiError.FIELD_MISSING,
                HouseRequests.deposit(2, "alder.house", Amount.getDefaultInstance()));
        prices(
                "A price off tick",
                ApiError.PRICE_MALFORMED,
                HouseRequests.price(2, 15, "20.005", PriceKind.PRICE_KIND_MARK));
        prices(
                "A price that is worth too much",
                ApiError.OUTSIDE_BOUNDS,
                HouseRequests.price(2, 15, "90000000000000000", PriceKind.PRICE_KIND_MARK));
    }

    private void currencies() {
        lines("B no currency", ApiError.CURRENCY_MALFORMED, HouseRequests.deposit(2, "alder.house", money("")));
        lines("B lower case", ApiError.CURRENCY_MALFORMED, HouseRequests.deposit(2, "alder.house", money("usd")));
        lines("B unknown currency", ApiError.CURRENCY_UNKNOWN, HouseRequests.deposit(2, "alder.house", money("ZZZ")));
        lines("B homoglyph", ApiError.CURRENCY_MALFORMED, HouseRequests.deposit(2, "alder.house", money("U\u0405D")));
        lines("B trailing NUL", ApiError.CURRENCY_MALFORMED, HouseRequests.deposit(2, "alder.house", money("USD\0")));
        open("B account in another currency", ApiError.CURRENCY_UNKNOWN, open -> open.setCurrencyCode("EUR"));
        prices(
                "B instrument not listed",
                ApiError.INSTRUMENT_UNKNOWN,
                spoilt(HouseRequests.price(2, 15, "20.00", PriceKind.PRICE_KIND_MARK), "BRENT"));
        list("B instrument in another currency", ApiError.CURRENCY_UNKNOWN, list -> list.setCurrencyCode("EUR"));
    }

    private void ids() {
        for (String id : List.of("", "a".repeat(65), "../x", "a|b", "$x", "a%2Fb", "inventory:1:alder.house", "a b")) {
            open("C account id '" + id + "'", ApiError.ID_MALFORMED, open -> open.setAccount(id));
        }
        for (String id : List.of("", "00000000-0000-0000-0000-000000000000", VOIDED.toUpperCase(Locale.ROOT))) {
            withdraw("C request id '" + id + "'", ApiError.REQUEST_ID_MALFORMED, ask -> ask.setRequestId(id));
        }
        withdraw("C voided request id", ApiError.REQUEST_VOIDED, ask -> ask.setRequestId(VOIDED));
    }

    private void protocol() {
        trades("D empty body", ApiError.ID_MALFORMED, SubmitTradesRequest.newBuilder());
        lines(
                "D line that says nothing",
                ApiError.FIELD_MISSING,
                HouseRequests.deposit(2, "alder.house", usd("1")).setLines(0, StatementLine.getDefaultInstance()));
        open("D enum left out", ApiError.FIELD_MISSING, open -> open.setAccountClassValue(0));
        open("D enum number that is none", ApiError.FIELD_MISSING, open -> open.setAccountClassValue(99));
        RecordStatementLinesRequest.Builder many = HouseRequests.deposit(2, "alder.house", usd("1"));
        while (many.getLinesCount() <= 500) {
            many.addLines(many.getLines(0));
        }
        lines("D 501 lines", ApiError.BATCH_SIZE, many);
        raw("D random bytes", Code.INVALID_ARGUMENT, ApiError.MESSAGE_MALFORMED.name(), "OpenAccount", new byte[] {
            -1, 17, 99, -128, 3
        });
        raw("D truncated varint", Code.INVALID_ARGUMENT, ApiError.MESSAGE_MALFORMED.name(), "OpenAccount", new byte[] {
            8, -128
        });
        raw(
                "D declared length beyond the body",
                Code.INVALID_ARGUMENT,
                ApiError.MESSAGE_MALFORMED.name(),
                "OpenAccount",
                new byte[] {10, 100, 65});
        raw("D invalid UTF-8", Code.INVALID_ARGUMENT, ApiError.MESSAGE_MALFORMED.name(), "OpenAccount", new byte[] {
            10, 2, -61, 40
        });
        raw("D message over the limit", Code.RESOURCE_EXHAUSTED, NO_REASON, "OpenAccount", new byte[1024 * 1024 + 1]);
        raw("D unknown method", Code.UNIMPLEMENTED, NO_REASON, "Unheard", new byte[0]);
    }

    private void texts() {
        for (String text : List.of(
                "x'; DROP TABLE journal; --",
                "x\r\nERROR \u001b[31mfaked",
                "${jndi:ldap://x}",
                "<script>alert(1)</script>",
                "abc\u202Ecba",
                "\uD83D\uDE00",
                "e\u0301\u0301\u0301",
                "=cmd()",
                "a".repeat(257))) {
            open(
                    "E member '" + text.replaceAll("\\p{Cntrl}", "?") + "'",
                    ApiError.ID_MALFORMED,
                    open -> open.setMember(text));
        }
    }

    private void principals() {
        house("F nobody", "", Code.UNAUTHENTICATED, ApiError.PRINCIPAL_MISSING);
        house("F not a principal", "alder", Code.UNAUTHENTICATED, ApiError.PRINCIPAL_MALFORMED);
        house("F a kind that is none", "king/alder", Code.UNAUTHENTICATED, ApiError.PRINCIPAL_MALFORMED);
        house("F an auditor writes", "auditor/x", Code.PERMISSION_DENIED, ApiError.NOT_PERMITTED);
        house("F a venue opens an account", "venue/nymex", Code.PERMISSION_DENIED, ApiError.NOT_PERMITTED);
        add("F a member mints money", ApiError.NOT_PERMITTED, node -> node.as(
                        "member/alder", TreasuryServiceGrpc::newBlockingStub)
                .recordStatementLines(
                        HouseRequests.deposit(2, "alder.house", usd("1")).build()));
        add("F a member reads another's account", ApiError.NOT_YOURS, node -> node.as(
                        "member/birch", AccountServiceGrpc::newBlockingStub)
                .getAccount(HouseRequests.read("alder.house").build()));
        withdraw(
                "F a member withdraws from another's account",
                ApiError.NOT_YOURS,
                ask -> ask.setAccount("birch.house"));
    }

    private void sequences() {
        lines("G a line left out", ApiError.LINE_OUT_OF_ORDER, HouseRequests.deposit(3, "alder.house", usd("1")));
        lines("G a line recorded otherwise", ApiError.LINE_REUSED, HouseRequests.deposit(1, "alder.house", usd("1")));
        lines("G line zero", ApiError.NUMBER_MALFORMED, HouseRequests.deposit(0, "alder.house", usd("1")));
        lines("G an account nobody opened", ApiError.ACCOUNT_UNKNOWN, HouseRequests.deposit(2, "nobody", usd("1")));
        lines(
                "G a bank nobody named",
                ApiError.BANK_UNKNOWN,
                HouseRequests.deposit(1, "alder.house", usd("1")).setBank("other"));
        trades(
                "G a batch left out",
                ApiError.SEQUENCE_OUT_OF_ORDER,
                HouseRequests.trade(3, "alder.house", "birch.house", 1, "20.00"));
        trades(
                "G a batch registered otherwise",
                ApiError.SEQUENCE_REUSED,
                HouseRequests.trade(1, "birch.house", "alder.house", 1, "20.00"));
        prices(
                "G a publication left out",
                ApiError.SEQUENCE_OUT_OF_ORDER,
                HouseRequests.price(3, 15, "20.00", PriceKind.PRICE_KIND_MARK));
        prices(
                "G a publication made otherwise",
                ApiError.SEQUENCE_REUSED,
                HouseRequests.price(1, 14, "21.00", PriceKind.PRICE_KIND_MARK));
        prices(
                "G an older price",
                ApiError.BEFORE_NEWEST,
                HouseRequests.price(2, 13, "20.00", PriceKind.PRICE_KIND_MARK));
        open("G a second house account of a member", ApiError.HOUSE_ACCOUNT_EXISTS, open -> open.setAccount(
                        "birch.second")
                .setMember("birch"));
        open("G an account on other terms", ApiError.ACCOUNT_EXISTS, open -> open.setAccount("birch.house"));
        terms(
                "G another currency",
                ApiError.CURRENCY_FIXED,
                terms -> terms.setCurrency(
                        SettlementCurrency.newBuilder().setCode("EUR").setDecimals(2)));
        terms("G a bank taken off", ApiError.BANK_REMOVED, terms -> terms.clearBanks()
                .addBanks("main"));
        terms(
                "G a class called in two ways",
                ApiError.NAMED_TWICE,
                terms -> terms.addCallPolicies(terms.getCallPolicies(0)));
        list(
                "G another tick",
                ApiError.LISTED_OTHERWISE,
                list -> list.setTickSize(Decimal.newBuilder().setValue("0.02")));
        list(
                "G initial below maintenance",
                ApiError.MARGIN_MALFORMED,
                list -> list.setFixedMargin(FixedMargin.newBuilder().addRates(HouseRequests.rate("7500", "7499"))));
        add("G a negative haircut", ApiError.DECIMAL_MALFORMED, node -> operator(node)
                .acceptCollateral(HouseRequests.bill()
                        .setHaircut(HouseRequests.decimal("-0.1"))
                        .build()));
        add("G a call that is not open", ApiError.CALL_NOT_OPEN, node -> member(node)
                .acknowledgeCall(AcknowledgeCallRequest.newBuilder()
                        .setAccount("alder.house")
                        .setCall(1)
                        .setRequestId(Requests.newId())
                        .build()));
        whatIfs();
        read("G a forged position", ApiError.POSITION_MALFORMED, "moon|main", 1);
        read("G a position from the future", ApiError.POSITION_NOT_REACHED, "bank|main", 99);
    }

    private void whatIfs() {
        estimate("A what if of no lots", ApiError.NUMBER_MALFORMED, ask -> ask.addChanges(change(0)));
        estimate(
                "A what if of all lots there are",
                ApiError.OUTSIDE_BOUNDS,
                ask -> ask.addChanges(change(Long.MAX_VALUE)));
        estimate(
                "A what if off tick",
                ApiError.PRICE_MALFORMED,
                ask -> ask.addChanges(change(1).setPrice(HouseRequests.decimal("20.005"))));
        estimate("B what if in another currency", ApiError.CURRENCY_UNKNOWN, ask -> ask.setCash(money("EUR")));
        estimate("C what if of an instrument twice", ApiError.NAMED_TWICE, ask -> ask.addChanges(change(1))
                .addChanges(change(2)));
        estimate("F what if of another's account", ApiError.NOT_YOURS, ask -> ask.setAccount("birch.house"));
        withdraw("F what if of a withdrawal from another's account", ApiError.NOT_YOURS, ask -> ask.setAccount(
                        "birch.house")
                .setValidateOnly(true));
        add("F a member watches another's account", ApiError.NOT_YOURS, node -> node.as(
                        "member/birch", AccountServiceGrpc::newBlockingStub)
                .watchAccount(WatchAccountRequest.newBuilder()
                        .setAccount("alder.house")
                        .build())
                .next());
        add("F a member adds up the house", ApiError.NOT_PERMITTED, node -> node.as(
                        "member/alder", HouseServiceGrpc::newBlockingStub)
                .getTrialBalance(GetTrialBalanceRequest.getDefaultInstance()));
        add("G a page of the trial balance that was never answered", ApiError.PAGE_TOKEN_MALFORMED, node -> operator(
                        node)
                .getTrialBalance(
                        GetTrialBalanceRequest.newBuilder().setPageToken("256").build()));
        add("G the cuts of a default that is none", ApiError.DEFAULT_UNKNOWN, node -> node.as(
                        "member/alder", DefaultsServiceGrpc::newBlockingStub)
                .listDeleveragings(
                        ListDeleveragingsRequest.newBuilder().setEpisode(99).build()));
        add("G a watch of a position of something else", ApiError.POSITION_MALFORMED, node -> member(node)
                .watchAccount(WatchAccountRequest.newBuilder()
                        .setAccount("alder.house")
                        .setResumeFrom(JournalPosition.newBuilder()
                                .setSource("bank|main")
                                .setNumber(1))
                        .build())
                .next());
    }

    private static LotsChange.Builder change(long lots) {
        return LotsChange.newBuilder().setInstrument(HouseRequests.OIL).setLots(lots);
    }

    private void estimate(String name, ApiError error, Consumer<EstimateRequirementRequest.Builder> spoil) {
        EstimateRequirementRequest.Builder request =
                EstimateRequirementRequest.newBuilder().setAccount("alder.house");
        spoil.accept(request);
        add(name, error, node -> member(node).estimateRequirement(request.build()));
    }

    private void lines(String name, ApiError error, RecordStatementLinesRequest.Builder request) {
        add(name, error, node -> node.as("treasury/main", TreasuryServiceGrpc::newBlockingStub)
                .recordStatementLines(request.build()));
    }

    private void prices(String name, ApiError error, PublishPricesRequest.Builder request) {
        add(name, error, node -> node.as("prices/one", PriceServiceGrpc::newBlockingStub)
                .publishPrices(request.build()));
    }

    private void trades(String name, ApiError error, SubmitTradesRequest.Builder request) {
        add(name, error, node -> node.as("venue/nymex", TradeServiceGrpc::newBlockingStub)
                .submitTrades(request.build()));
    }

    private void open(String name, ApiError error, UnaryOperator<OpenAccountRequest.Builder> spoil) {
        add(name, error, node -> operator(node)
                .openAccount(spoil.apply(HouseRequests.account("cedar.house", "cedar"))
                        .build()));
    }

    private void list(String name, ApiError error, UnaryOperator<ListInstrumentRequest.Builder> spoil) {
        add(name, error, node -> operator(node)
                .listInstrument(spoil.apply(HouseRequests.oil()).build()));
    }

    private void terms(String name, ApiError error, UnaryOperator<SetServiceTermsRequest.Builder> spoil) {
        add(name, error, node -> operator(node)
                .setServiceTerms(spoil.apply(HouseRequests.terms()).build()));
    }

    private void withdraw(String name, ApiError error, UnaryOperator<RequestWithdrawalRequest.Builder> spoil) {
        add(name, error, node -> member(node)
                .requestWithdrawal(spoil.apply(RequestWithdrawalRequest.newBuilder()
                                .setAccount("alder.house")
                                .setAmount(usd("1"))
                                .setRequestId(Requests.newId()))
                        .build()));
    }

    private void read(String name, ApiError error, String source, long number) {
        add(name, error, node -> member(node)
                .withDeadlineAfter(1, TimeUnit.SECONDS)
                .getAccount(GetAccountRequest.newBuilder()
                        .setAccount("alder.house")
                        .addMinPositions(
                                JournalPosition.newBuilder().setSource(source).setNumber(number))
                        .build()));
    }

    private void house(String name, String principal, Code code, ApiError error) {
        OpenAccountRequest good = HouseRequests.account("cedar.house", "cedar").build();
        rows.add(new Row(
                name,
                node -> {
                    HouseServiceBlockingStub stub = principal.isEmpty()
                            ? HouseServiceGrpc.newBlockingStub(node.node().channel())
                                    .withDeadlineAfter(5, TimeUnit.SECONDS)
                            : node.as(principal, HouseServiceGrpc::newBlockingStub);
                    stub.openAccount(good);
                },
                code,
                error.name()));
    }

    private void raw(String name, Code code, String reason, String method, byte[] body) {
        MethodDescriptor<byte[], byte[]> call = MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName("breakwater.house.v1.HouseService/" + method)
                .setRequestMarshaller(Bytes.BYTES)
                .setResponseMarshaller(Bytes.BYTES)
                .build();
        rows.add(new Row(
                name,
                node -> {
                    HouseServiceBlockingStub stub = operator(node);
                    ClientCalls.blockingUnaryCall(stub.getChannel(), call, stub.getCallOptions(), body);
                },
                code,
                reason));
    }

    private void add(String name, ApiError error, Consumer<OneNode> request) {
        rows.add(new Row(name, request, error.code(), error.name()));
    }

    private static HouseServiceBlockingStub operator(OneNode node) {
        return node.as("operator/ops", HouseServiceGrpc::newBlockingStub);
    }

    private static AccountServiceGrpc.AccountServiceBlockingStub member(OneNode node) {
        return node.as("member/alder", AccountServiceGrpc::newBlockingStub);
    }

    private static PublishPricesRequest.Builder spoilt(PublishPricesRequest.Builder request, String instrument) {
        return request.setQuotes(0, request.getQuotes(0).toBuilder().setInstrument(instrument));
    }

    private static Amount usd(String value) {
        return HouseRequests.usd(value);
    }

    private static Amount money(String currency) {
        return HouseRequests.amount(currency, "1");
    }

    /** Bytes as they are. */
    private enum Bytes implements MethodDescriptor.Marshaller<byte[]> {
        BYTES;

        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
