package io.breakwater.node.edge;

import com.google.protobuf.Duration;
import io.breakwater.node.edge.BadInputs.Row;
import io.breakwater.node.process.Requests;
import io.breakwater.protocol.auction.v1.AuctionServiceGrpc;
import io.breakwater.protocol.auction.v1.GetAuctionRequest;
import io.breakwater.protocol.auction.v1.PlaceBidRequest;
import io.breakwater.protocol.auction.v1.PlaceStandingBidRequest;
import io.breakwater.protocol.auction.v1.WithdrawStandingBidRequest;
import io.breakwater.protocol.defaults.v1.DefaultsServiceGrpc;
import io.breakwater.protocol.defaults.v1.GetDefaultRequest;
import io.breakwater.protocol.house.v1.AssessmentPeriod;
import io.breakwater.protocol.house.v1.AssessmentTerms;
import io.breakwater.protocol.house.v1.AuctionReserve;
import io.breakwater.protocol.house.v1.HouseServiceGrpc;
import io.breakwater.protocol.house.v1.HouseServiceGrpc.HouseServiceBlockingStub;
import io.breakwater.protocol.house.v1.HouseTerms;
import io.breakwater.protocol.house.v1.ListObligationsRequest;
import io.breakwater.protocol.house.v1.PayObligationRequest;
import io.breakwater.protocol.house.v1.RegisterMemberRequest;
import io.breakwater.protocol.house.v1.RulebookPreset;
import io.breakwater.protocol.house.v1.SetAssessmentPeriodRequest;
import io.breakwater.protocol.house.v1.SetDeskTermsRequest;
import io.breakwater.protocol.house.v1.SetHouseTermsRequest;
import io.breakwater.protocol.treasury.v1.CollateralSold;
import io.breakwater.protocol.treasury.v1.RecordStatementLinesRequest;
import io.breakwater.protocol.treasury.v1.StatementLine;
import io.breakwater.protocol.treasury.v1.TreasuryServiceGrpc;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Bad requests about defaults: members, terms, desks, auctions, obligations. */
final class DefaultBadInputs {

    private static final Duration THREE_SECONDS =
            Duration.newBuilder().setSeconds(3).build();

    private final List<Row> rows;

    private DefaultBadInputs(List<Row> rows) {
        this.rows = rows;
    }

    static void addTo(List<Row> rows) {
        DefaultBadInputs table = new DefaultBadInputs(rows);
        table.houseRows();
        table.memberRows();
        table.moneyRows();
        table.bidRows();
        table.readRows();
    }

    static SetHouseTermsRequest.Builder terms() {
        return SetHouseTermsRequest.newBuilder()
                .setTerms(HouseTerms.newBuilder()
                        .setRulebook(RulebookPreset.RULEBOOK_PRESET_VENUE)
                        .setPayableDeadline(Duration.newBuilder().setSeconds(20))
                        .setAuctionWindow(THREE_SECONDS)
                        .addAuctionReserves(reserve("3.00")));
    }

    static SetDeskTermsRequest.Builder desk() {
        return SetDeskTermsRequest.newBuilder()
                .setInstrument(HouseRequests.OIL)
                .setLiquidationFee(HouseRequests.decimal("100"))
                .setWindow(THREE_SECONDS);
    }

    static RegisterMemberRequest.Builder member() {
        return RegisterMemberRequest.newBuilder()
                .setMember("alder")
                .setHouseAccount("alder.house")
                .setContribution(HouseRequests.decimal("660000"));
    }

    private static AuctionReserve reserve(String distance) {
        return AuctionReserve.newBuilder()
                .setInstrument(HouseRequests.OIL)
                .setDistance(HouseRequests.decimal(distance))
                .build();
    }

    private void houseRows() {
        house("H no rulebook", ApiError.FIELD_MISSING, terms -> terms.clearRulebook());
        house("H no deadline", ApiError.FIELD_MISSING, terms -> terms.clearPayableDeadline());
        house(
                "H a window of no time",
                ApiError.DURATION_MALFORMED,
                terms -> terms.setAuctionWindow(Duration.getDefaultInstance()));
        house("H a negative reserve", ApiError.OUTSIDE_BOUNDS, terms -> terms.setAuctionReserves(0, reserve("-1.00")));
        house("H a reserve off tick", ApiError.PRICE_MALFORMED, terms -> terms.setAuctionReserves(0, reserve("0.005")));
        house("H two reserves of one", ApiError.NAMED_TWICE, terms -> terms.addAuctionReserves(reserve("3.00")));
        house(
                "H a cap that is none",
                ApiError.DECIMAL_MALFORMED,
                terms -> terms.setAssessment(AssessmentTerms.newBuilder()
                        .setCapPerDefault(HouseRequests.decimal("-1"))
                        .setCapPerPeriod(HouseRequests.decimal("2"))
                        .setPeriodBusinessDays(20)));
        house(
                "H a period of no days",
                ApiError.NUMBER_MALFORMED,
                terms -> terms.setAssessment(AssessmentTerms.newBuilder()
                        .setCapPerDefault(HouseRequests.decimal("1"))
                        .setCapPerPeriod(HouseRequests.decimal("2"))));
        add("H a period that ends before it begins", ApiError.OUTSIDE_BOUNDS, node -> operator(node)
                .setAssessmentPeriod(SetAssessmentPeriodRequest.newBuilder()
                        .setPeriod(AssessmentPeriod.newBuilder()
                                .setOpened(HouseRequests.date(2))
                                .setEnds(HouseRequests.date(1)))
                        .build()));
        add("H a desk for nothing listed", ApiError.INSTRUMENT_UNKNOWN, node -> operator(node)
                .setDeskTerms(desk().setInstrument("BRENT").build()));
        add("H a negative fee", ApiError.AMOUNT_MALFORMED, node -> operator(node)
                .setDeskTerms(
                        desk().setLiquidationFee(HouseRequests.decimal("-1")).build()));
    }

    private void memberRows() {
        register("H a house account nobody opened", ApiError.ACCOUNT_UNKNOWN, ask -> ask.setHouseAccount("nobody"));
        register(
                "H a house account of another",
                ApiError.NOT_ITS_HOUSE_ACCOUNT,
                ask -> ask.setHouseAccount("birch.house"));
        register("H a member called otherwise", ApiError.ID_MALFORMED, ask -> ask.setMember(":house"));
        register("H no contribution", ApiError.FIELD_MISSING, ask -> ask.clearContribution());
        for (String own : List.of("own-capital", "insurance-fund")) {
            add("H somebody opens " + own, ApiError.ACCOUNT_EXISTS, node -> operator(node)
                    .openAccount(HouseRequests.account(own, "cedar").build()));
        }
        add("H somebody opens a contribution", ApiError.ID_MALFORMED, node -> operator(node)
                .openAccount(
                        HouseRequests.account("contribution:cedar", "cedar").build()));
    }

    private void moneyRows() {
        lines(
                "H a contribution of nobody",
                ApiError.ACCOUNT_UNKNOWN,
                HouseRequests.deposit(2, "contribution:cedar", HouseRequests.usd("1")));
        lines(
                "H an inventory takes no deposit",
                ApiError.ID_MALFORMED,
                HouseRequests.deposit(2, "inventory:1:alder.house", HouseRequests.usd("1")));
        lines("H no units sold", ApiError.AMOUNT_NOT_POSITIVE, sold(0, "1"));
        lines("H sold for nothing", ApiError.AMOUNT_NOT_POSITIVE, sold(1, "0"));
        add("H a member reads the insurance fund", ApiError.NOT_YOURS, node -> node.as(
                        "member/alder", io.breakwater.protocol.accounts.v1.AccountServiceGrpc::newBlockingStub)
                .getAccount(HouseRequests.read("insurance-fund").build()));
        add("H a member reads a contribution", ApiError.ID_MALFORMED, node -> node.as(
                        "member/alder", io.breakwater.protocol.accounts.v1.AccountServiceGrpc::newBlockingStub)
                .getAccount(HouseRequests.read("contribution:alder").build()));
    }

    private static RecordStatementLinesRequest.Builder sold(long units, String proceeds) {
        return RecordStatementLinesRequest.newBuilder()
                .setBank("custody")
                .setFirstLine(1)
                .addLines(StatementLine.newBuilder()
                        .setCollateralSold(CollateralSold.newBuilder()
                                .setAccount("alder.house")
                                .setAsset("US-BILL")
                                .setUnits(units)
                                .setProceeds(HouseRequests.usd(proceeds))));
    }

    private void bidRows() {
        stand("H a bid for no lots", ApiError.NUMBER_MALFORMED, bid -> bid.setLots(0));
        stand("H a bid without a price", ApiError.FIELD_MISSING, bid -> bid.clearPrice());
        stand("H a bid off tick", ApiError.PRICE_MALFORMED, bid -> bid.setPrice(HouseRequests.decimal("20.005")));
        stand("H a bid for another's account", ApiError.NOT_YOURS, bid -> bid.setAccount("birch.house"));
        stand("H a bid for nothing listed", ApiError.INSTRUMENT_UNKNOWN, bid -> bid.setInstrument("BRENT"));
        stand("H a bid for too much", ApiError.OUTSIDE_BOUNDS, bid -> bid.setLots(Long.MAX_VALUE));
        stand("H a bid without an id", ApiError.REQUEST_ID_MALFORMED, bid -> bid.setRequestId(""));
        add("H an operator bids", ApiError.NOT_PERMITTED, node -> node.as(
                        "operator/ops", AuctionServiceGrpc::newBlockingStub)
                .placeStandingBid(standing().build()));
        add("H a bid where no auction is", ApiError.NOT_OPEN, node -> node.as(
                        "member/alder", AuctionServiceGrpc::newBlockingStub)
                .placeBid(PlaceBidRequest.newBuilder()
                        .setEpisode(7)
                        .setInstrument(HouseRequests.OIL)
                        .setAccount("alder.house")
                        .setLots(1)
                        .setPrice(HouseRequests.decimal("20.00"))
                        .setRequestId(Requests.newId())
                        .build()));
        add("H a bid taken back that never stood", ApiError.NOT_YOURS, node -> node.as(
                        "member/alder", AuctionServiceGrpc::newBlockingStub)
                .withdrawStandingBid(WithdrawStandingBidRequest.newBuilder()
                        .setInstrument(HouseRequests.OIL)
                        .setBid(99)
                        .setRequestId(Requests.newId())
                        .build()));
    }

    private void readRows() {
        add("H an auction of no default", ApiError.DEFAULT_UNKNOWN, node -> node.as(
                        "member/alder", AuctionServiceGrpc::newBlockingStub)
                .getAuction(GetAuctionRequest.newBuilder()
                        .setEpisode(7)
                        .setInstrument(HouseRequests.OIL)
                        .build()));
        add("H a default that was never declared", ApiError.DEFAULT_UNKNOWN, node -> node.as(
                        "operator/ops", DefaultsServiceGrpc::newBlockingStub)
                .getDefault(GetDefaultRequest.newBuilder().setEpisode(7).build()));
        add("H a member reads a default", ApiError.NOT_PERMITTED, node -> node.as(
                        "member/alder", DefaultsServiceGrpc::newBlockingStub)
                .getDefault(GetDefaultRequest.newBuilder().setEpisode(7).build()));
        add("H a member asks what another owes", ApiError.NOT_YOURS, node -> node.as(
                        "member/alder", HouseServiceGrpc::newBlockingStub)
                .listObligations(
                        ListObligationsRequest.newBuilder().setMember("birch").build()));
        add("H an obligation that is none", ApiError.OBLIGATION_UNKNOWN, node -> node.as(
                        "member/alder", HouseServiceGrpc::newBlockingStub)
                .payObligation(PayObligationRequest.newBuilder()
                        .setObligation(1)
                        .setRequestId(Requests.newId())
                        .build()));
    }

    private void house(String name, ApiError error, UnaryOperator<HouseTerms.Builder> spoil) {
        add(name, error, node -> operator(node)
                .setHouseTerms(SetHouseTermsRequest.newBuilder()
                        .setTerms(spoil.apply(terms().getTermsBuilder()))
                        .build()));
    }

    private void register(String name, ApiError error, UnaryOperator<RegisterMemberRequest.Builder> spoil) {
        add(name, error, node -> operator(node)
                .registerMember(spoil.apply(member()).build()));
    }

    private void lines(String name, ApiError error, RecordStatementLinesRequest.Builder request) {
        add(name, error, node -> node.as("treasury/main", TreasuryServiceGrpc::newBlockingStub)
                .recordStatementLines(request.build()));
    }

    private void stand(String name, ApiError error, UnaryOperator<PlaceStandingBidRequest.Builder> spoil) {
        add(name, error, node -> node.as("member/alder", AuctionServiceGrpc::newBlockingStub)
                .placeStandingBid(spoil.apply(standing()).build()));
    }

    private static PlaceStandingBidRequest.Builder standing() {
        return PlaceStandingBidRequest.newBuilder()
                .setInstrument(HouseRequests.OIL)
                .setAccount("alder.house")
                .setLots(1)
                .setPrice(HouseRequests.decimal("20.00"))
                .setRequestId(Requests.newId());
    }

    private static HouseServiceBlockingStub operator(OneNode node) {
        return node.as("operator/ops", HouseServiceGrpc::newBlockingStub);
    }

    private void add(String name, ApiError error, Consumer<OneNode> request) {
        rows.add(new Row(name, request, error.code(), error.name()));
    }
}
