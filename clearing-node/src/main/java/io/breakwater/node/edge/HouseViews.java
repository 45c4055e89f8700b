package io.breakwater.node.edge;

import com.google.type.Decimal;
import io.breakwater.protocol.house.v1.AssessmentPeriod;
import io.breakwater.protocol.house.v1.AssessmentTerms;
import io.breakwater.protocol.house.v1.AuctionReserve;
import io.breakwater.protocol.house.v1.GetHouseResponse;
import io.breakwater.protocol.house.v1.HouseTerms;
import io.breakwater.protocol.house.v1.ListMembersResponse;
import io.breakwater.protocol.house.v1.ListObligationsResponse;
import io.breakwater.protocol.house.v1.Member;
import io.breakwater.protocol.house.v1.MemberAssessment;
import io.breakwater.protocol.house.v1.Obligation;
import io.breakwater.protocol.house.v1.ObligationStage;
import io.breakwater.protocol.house.v1.RulebookPreset;
import io.breakwater.waterfall.catalogue.Catalogue;
import io.breakwater.waterfall.house.HouseMessage;
import io.breakwater.waterfall.house.HouseReply;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.rulebook.Rulebook;
import java.util.Optional;

/** The wire form of the house. */
final class HouseViews {

    private HouseViews() {}

    static GetHouseResponse house(HouseReply.View view, Catalogue catalogue) {
        GetHouseResponse.Builder response =
                GetHouseResponse.newBuilder().setPosition(Fields.position(HouseMessage.MAIN, view.number()));
        view.terms().ifPresent(terms -> response.setTerms(terms(terms, catalogue)));
        view.period().ifPresent(period -> response.setPeriod(period(period)));
        return response.build();
    }

    private static HouseTerms terms(io.breakwater.waterfall.house.HouseTerms terms, Catalogue catalogue) {
        var assessment = terms.rulebook().assessment();
        HouseTerms.Builder wire = HouseTerms.newBuilder()
                .setRulebook(preset(terms.rulebook()))
                .setAssessment(AssessmentTerms.newBuilder()
                        .setCapPerDefault(Fields.decimal(assessment.capPerDefault()))
                        .setCapPerPeriod(Fields.decimal(assessment.capPerPeriod()))
                        .setPeriodBusinessDays(assessment.periodBusinessDays()))
                .setPayableDeadline(Calendars.wire(terms.payableDeadline()))
                .setAuctionWindow(Calendars.wire(terms.auctionWindow()));
        terms.auctionReserve().forEach((id, ticks) -> {
            Decimal distance = Prices.wire(
                    Price.ofTicks(ticks),
                    Optional.ofNullable(catalogue.listings().get(id))
                            .orElseThrow()
                            .instrument());
            wire.addAuctionReserves(
                    AuctionReserve.newBuilder().setInstrument(id.value()).setDistance(distance));
        });
        terms.holidays().forEach(day -> wire.addHolidays(Calendars.wire(day)));
        return wire.build();
    }

    private static RulebookPreset preset(Rulebook rulebook) {
        return rulebook.name().equals(Rulebook.classic().name())
                ? RulebookPreset.RULEBOOK_PRESET_CLASSIC
                : RulebookPreset.RULEBOOK_PRESET_VENUE;
    }

    private static AssessmentPeriod period(HouseReply.Period period) {
        AssessmentPeriod.Builder wire = AssessmentPeriod.newBuilder()
                .setOpened(Calendars.wire(period.opened()))
                .setEnds(Calendars.wire(period.ends()));
        period.assessed()
                .forEach((member, amount) -> wire.addAssessed(
                        MemberAssessment.newBuilder().setMember(member).setAssessed(Fields.amount(amount))));
        return wire.build();
    }

    static ListMembersResponse members(HouseReply.View view) {
        ListMembersResponse.Builder response =
                ListMembersResponse.newBuilder().setPosition(Fields.position(HouseMessage.MAIN, view.number()));
        view.members()
                .forEach((id, member) -> response.addMembers(Member.newBuilder()
                        .setMember(id)
                        .setHouseAccount(member.houseAccount().key())
                        .setContribution(Fields.amount(member.contribution()))
                        .setEpisode(member.episode().orElse(0L))));
        return response.build();
    }

    /** The obligations, those of one member only when one is named. */
    static ListObligationsResponse obligations(HouseReply.View view, Optional<String> member) {
        ListObligationsResponse.Builder response =
                ListObligationsResponse.newBuilder().setPosition(Fields.position(HouseMessage.MAIN, view.number()));
        view.obligations().stream()
                .filter(one -> member.map(one.member()::equals).orElse(true))
                .forEach(one -> response.addObligations(obligation(one)));
        return response.build();
    }

    private static Obligation obligation(HouseReply.Obligation one) {
        Obligation.Builder wire = Obligation.newBuilder()
                .setObligation(one.obligation())
                .setMember(one.member())
                .setAccount(one.account().key())
                .setEpisode(one.episode().orElse(0L))
                .setAmount(Fields.amount(one.amount()))
                .setPaid(Fields.amount(one.paid()))
                .setDeadlineTime(Calendars.wire(one.deadline()))
                .setStage(
                        switch (one.stage()) {
                            case OPEN -> ObligationStage.OBLIGATION_STAGE_OPEN;
                            case PAID -> ObligationStage.OBLIGATION_STAGE_PAID;
                            case UNPAID -> ObligationStage.OBLIGATION_STAGE_UNPAID;
                            case VOIDED -> ObligationStage.OBLIGATION_STAGE_VOIDED;
                        });
        one.client().ifPresent(client -> wire.setClient(client.key()));
        return wire.build();
    }
}
