package io.breakwater.node.edge;

import io.breakwater.protocol.accounts.v1.AccountHold;
import io.breakwater.protocol.accounts.v1.BracketBasis;
import io.breakwater.protocol.accounts.v1.CollateralHolding;
import io.breakwater.protocol.accounts.v1.GetAccountResponse;
import io.breakwater.protocol.accounts.v1.HeldLots;
import io.breakwater.protocol.accounts.v1.Margining;
import io.breakwater.protocol.accounts.v1.PerLotBasis;
import io.breakwater.protocol.accounts.v1.Position;
import io.breakwater.protocol.accounts.v1.RequirementPart;
import io.breakwater.waterfall.account.AccountReply;
import io.breakwater.waterfall.margin.MarginBasis;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.Hold.Reserved;
import io.breakwater.waterfall.process.EntityId;

/** The wire form of an account. */
final class AccountViews {

    private AccountViews() {}

    static GetAccountResponse response(EntityId account, AccountReply.View view) {
        GetAccountResponse.Builder response = GetAccountResponse.newBuilder()
                .setAccount(account.key())
                .setMember(view.terms().member())
                .setAccountClass(AccountClasses.wire(view.terms().kind()))
                .setCash(Fields.amount(view.cash()
                        .find(view.terms().currency())
                        .orElseGet(() -> view.terms().currency().zero())))
                .setStanding(CallViews.standing(view.standing()))
                .setPosition(Fields.position(account, view.number()))
                .setLiquidations(view.liquidations());
        view.collateral()
                .forEach((asset, units) -> response.addCollateral(
                        CollateralHolding.newBuilder().setAsset(asset.value()).setUnits(units)));
        view.positions().forEach((instrument, position) -> {
            if (!position.lots().isFlat()) {
                response.addPositions(Position.newBuilder()
                        .setInstrument(instrument.value())
                        .setLots(position.lots().count())
                        .setCost(Fields.amount(position.cost()))
                        .setOpenCost(Fields.amount(position.openCost()))
                        .setSettlement(position.settledNumber()));
            }
        });
        view.holds().forEach(hold -> response.addHolds(hold(hold)));
        view.call().map(CallViews::call).ifPresent(response::setCall);
        view.margining().ifPresent(margining -> response.setMargining(margining(margining)));
        return response.build();
    }

    private static AccountHold hold(Hold hold) {
        AccountHold.Builder wire = AccountHold.newBuilder()
                .setHolder(hold.id().source().toString())
                .setNumber(hold.id().number());
        hold.reserved().forEach(reserved -> {
            if (reserved instanceof Reserved.MoneyHeld money) {
                wire.setMoney(Fields.amount(money.amount()));
            } else if (reserved instanceof Reserved.LotsHeld lots) {
                wire.addLots(HeldLots.newBuilder()
                        .setInstrument(lots.instrument().value())
                        .setLots(lots.lots().count()));
            } else if (reserved instanceof Reserved.RoomHeld room) {
                wire.addLots(HeldLots.newBuilder()
                        .setInstrument(room.instrument().value())
                        .setLots(room.lots().count())
                        .setRoom(true));
            }
        });
        return wire.build();
    }

    static Margining margining(AccountReply.Margining margining) {
        Margining.Builder wire = Margining.newBuilder()
                .setSnapshot(margining.snapshot())
                .setBusinessDate(Calendars.wire(margining.at().date()))
                .setEquity(Fields.amount(margining.equity()))
                .setPositionValue(Fields.amount(margining.figures().positionValue()))
                .setCollateralValue(Fields.amount(margining.figures().collateral()))
                .setHeld(Fields.amount(margining.figures().held()))
                .setMaintenance(Fields.amount(margining.requirement().total().maintenance()))
                .setInitial(Fields.amount(margining.requirement().total().initial()))
                .setCallBelow(Fields.amount(margining.callBelow()))
                .setRestoreTo(Fields.amount(margining.restoreTo()))
                .setExcess(Fields.amount(margining.excess()))
                .setShortfall(Fields.amount(margining.shortfall()))
                .setWithdrawable(Fields.amount(margining.withdrawable()));
        margining.requirement().parts().values().forEach(part -> wire.addParts(part(part)));
        return wire.build();
    }

    private static RequirementPart part(io.breakwater.waterfall.margin.RequirementPart part) {
        RequirementPart.Builder wire = RequirementPart.newBuilder()
                .setInstrument(part.instrument().value())
                .setLots(part.lots().count())
                .setMaintenance(Fields.amount(part.required().maintenance()))
                .setInitial(Fields.amount(part.required().initial()));
        if (part.basis() instanceof MarginBasis.PerLot perLot) {
            wire.setPerLot(PerLotBasis.newBuilder()
                    .setFrom(Calendars.wire(perLot.from()))
                    .setMaintenance(Fields.amount(perLot.perLot().maintenance()))
                    .setInitial(Fields.amount(perLot.perLot().initial())));
        }
        if (part.basis() instanceof MarginBasis.Bracket bracket) {
            wire.setBracket(BracketBasis.newBuilder()
                    .setNotional(Fields.amount(bracket.notional()))
                    .setTier(bracket.tier())
                    .setMaintenanceRate(Fields.decimal(bracket.maintenanceRate()))
                    .setInitialRate(Fields.decimal(bracket.initialRate())));
        }
        return wire.build();
    }
}
