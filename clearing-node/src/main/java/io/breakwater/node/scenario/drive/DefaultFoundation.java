package io.breakwater.node.scenario.drive;

import io.breakwater.node.scenario.Book;
import io.breakwater.node.scenario.HouseTerms;
import io.breakwater.node.scenario.Market;
import io.breakwater.node.scenario.Scenario;
import io.breakwater.protocol.house.v1.AssessmentPeriod;
import io.breakwater.protocol.house.v1.AssessmentTerms;
import io.breakwater.protocol.house.v1.AuctionReserve;
import io.breakwater.protocol.house.v1.HouseServiceGrpc;
import io.breakwater.protocol.house.v1.HouseServiceGrpc.HouseServiceBlockingStub;
import io.breakwater.protocol.house.v1.MemberAssessment;
import io.breakwater.protocol.house.v1.RegisterMemberRequest;
import io.breakwater.protocol.house.v1.RulebookPreset;
import io.breakwater.protocol.house.v1.SetAssessmentPeriodRequest;
import io.breakwater.protocol.house.v1.SetDeskTermsRequest;
import io.breakwater.protocol.house.v1.SetHouseTermsRequest;
import io.breakwater.protocol.treasury.v1.StatementLine;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.money.Money;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.function.Function;

/** What a house needs before anybody can default: its terms for defaults, its desks, its members, and its own money. */
final class DefaultFoundation {

    static final String OWN_CAPITAL = "own-capital";
    static final String INSURANCE_FUND = "insurance-fund";

    private static final String OPERATOR = "operator/demo";

    private final HouseClient house;
    private final Scenario scenario;

    DefaultFoundation(HouseClient house, Scenario scenario) {
        this.house = house;
        this.scenario = scenario;
    }

    /** Sets the terms and registers the members, whose accounts are open. */
    void lay() {
        SetHouseTermsRequest terms =
                SetHouseTermsRequest.newBuilder().setTerms(terms()).build();
        ask(stub -> stub.setHouseTerms(terms));
        for (Market.Contract contract : scenario.market().contracts()) {
            SetDeskTermsRequest desk = SetDeskTermsRequest.newBuilder()
                    .setInstrument(contract.instrument().id().value())
                    .setLiquidationFee(Wire.decimal(
                            scenario.house().tuning().liquidationFee().decimal()))
                    .setWindow(Wire.duration(scenario.house().pace().auctionWindow()))
                    .build();
            ask(stub -> stub.setDeskTerms(desk));
        }
        for (Book.Member member : scenario.book().members()) {
            RegisterMemberRequest registration = RegisterMemberRequest.newBuilder()
                    .setMember(member.id())
                    .setHouseAccount(houseAccount(member))
                    .setContribution(Wire.decimal(member.contribution().decimal()))
                    .build();
            ask(stub -> stub.registerMember(registration));
        }
        scenario.house().assessments().running().ifPresent(this::setPeriod);
    }

    /** The lines of the statement with which contributions, own capital and insurance fund arrive. */
    List<StatementLine> funds() {
        List<StatementLine> lines = new ArrayList<>();
        HouseTerms.Resources resources = scenario.house().resources();
        add(lines, OWN_CAPITAL, resources.ownCapital());
        add(lines, INSURANCE_FUND, resources.insuranceFund());
        scenario.book().members().forEach(member -> add(lines, "contribution:" + member.id(), member.contribution()));
        return lines;
    }

    private static void add(List<StatementLine> lines, String account, Money amount) {
        if (amount.isPositive()) {
            lines.add(Statements.deposit(account, amount));
        }
    }

    private <A> void ask(Function<HouseServiceBlockingStub, A> request) {
        house.call(OPERATOR, HouseServiceGrpc::newBlockingStub, request);
    }

    private io.breakwater.protocol.house.v1.HouseTerms terms() {
        HouseTerms house = scenario.house();
        HouseTerms.Assessments assessments = house.assessments();
        io.breakwater.protocol.house.v1.HouseTerms.Builder terms =
                io.breakwater.protocol.house.v1.HouseTerms.newBuilder()
                        .setRulebook(rulebook(house.rulebook()))
                        .setAssessment(AssessmentTerms.newBuilder()
                                .setCapPerDefault(Wire.decimal(assessments.capPerDefault()))
                                .setCapPerPeriod(Wire.decimal(assessments.capPerPeriod()))
                                .setPeriodBusinessDays(Math.toIntExact(assessments.periodBusinessDays())))
                        .setPayableDeadline(Wire.duration(house.pace().payableDeadline()))
                        .setAuctionWindow(Wire.duration(house.pace().auctionWindow()));
        for (Market.Contract contract : scenario.market().contracts()) {
            terms.addAuctionReserves(AuctionReserve.newBuilder()
                    .setInstrument(contract.instrument().id().value())
                    .setDistance(
                            Wire.decimal(contract.instrument().text(Price.ofTicks(contract.auctionReserveTicks())))));
        }
        holidays().forEach(day -> terms.addHolidays(Wire.date(day)));
        return terms.build();
    }

    private static RulebookPreset rulebook(String name) {
        return switch (name) {
            case "venue" -> RulebookPreset.RULEBOOK_PRESET_VENUE;
            case "classic" -> RulebookPreset.RULEBOOK_PRESET_CLASSIC;
            default -> throw new DriveFailure("no rulebook '" + name + "' can be played");
        };
    }

    /** The days of the week between two trade dates on which the scenario does not trade. */
    private List<LocalDate> holidays() {
        NavigableSet<LocalDate> tradeDates = scenario.market().path().tradeDates();
        return tradeDates
                .first()
                .datesUntil(tradeDates.last())
                .filter(day -> day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY)
                .filter(day -> !tradeDates.contains(day))
                .toList();
    }

    private void setPeriod(HouseTerms.RunningPeriod running) {
        AssessmentPeriod.Builder period = AssessmentPeriod.newBuilder()
                .setOpened(Wire.date(running.opened()))
                .setEnds(Wire.date(running.ends()));
        for (Book.Member member : scenario.book().members()) {
            period.addAssessed(MemberAssessment.newBuilder()
                    .setMember(member.id())
                    .setAssessed(Wire.amount(member.assessedBefore())));
        }
        SetAssessmentPeriodRequest request =
                SetAssessmentPeriodRequest.newBuilder().setPeriod(period).build();
        ask(stub -> stub.setAssessmentPeriod(request));
    }

    private String houseAccount(Book.Member member) {
        return scenario.book().accounts().stream()
                .filter(account -> account.accountClass() == Book.AccountClass.HOUSE
                        && account.member().equals(member.id()))
                .map(Book.Account::id)
                .findFirst()
                .orElseThrow(() -> new DriveFailure("member " + member.id() + " has no house account"));
    }
}
