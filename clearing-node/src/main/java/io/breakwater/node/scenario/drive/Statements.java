package io.breakwater.node.scenario.drive;

import io.breakwater.protocol.treasury.v1.CollateralLodged;
import io.breakwater.protocol.treasury.v1.CollateralSold;
import io.breakwater.protocol.treasury.v1.Deposit;
import io.breakwater.protocol.treasury.v1.RecordStatementLinesRequest;
import io.breakwater.protocol.treasury.v1.RecordStatementLinesResponse;
import io.breakwater.protocol.treasury.v1.StatementLine;
import io.breakwater.protocol.treasury.v1.TreasuryServiceGrpc;
import io.breakwater.waterfall.money.Money;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The statements of the scenario's bank and custodian: lines are numbered 1, 2, ... in the order in which they arrive. Threads share it. */
final class Statements {

    static final String BANK = "bank";
    static final String CUSTODIAN = "custodian";

    private static final String TREASURY = "treasury/demo";
    private static final int LINES = 500;

    private final HouseClient house;
    private final Reached reached;
    private final SortedMap<String, Long> lastLines = new TreeMap<>();

    Statements(HouseClient house, Reached reached) {
        this.house = house;
        this.reached = reached;
    }

    static StatementLine deposit(String account, Money amount) {
        return StatementLine.newBuilder()
                .setDeposit(Deposit.newBuilder().setAccount(account).setAmount(Wire.amount(amount)))
                .build();
    }

    static StatementLine lodged(String account, String asset, long units) {
        return StatementLine.newBuilder()
                .setCollateralLodged(CollateralLodged.newBuilder()
                        .setAccount(account)
                        .setAsset(asset)
                        .setUnits(units))
                .build();
    }

    static StatementLine sold(String account, String asset, long units, Money proceeds) {
        return StatementLine.newBuilder()
                .setCollateralSold(CollateralSold.newBuilder()
                        .setAccount(account)
                        .setAsset(asset)
                        .setUnits(units)
                        .setProceeds(Wire.amount(proceeds)))
                .build();
    }

    /** The account that a line moves something on; a payout that was paid has left its account before. */
    private static Optional<String> account(StatementLine line) {
        return switch (line.getLineCase()) {
            case DEPOSIT -> Optional.of(line.getDeposit().getAccount());
            case COLLATERAL_LODGED -> Optional.of(line.getCollateralLodged().getAccount());
            case COLLATERAL_SOLD -> Optional.of(line.getCollateralSold().getAccount());
            case PAYOUT_PAID, PAYOUT_FAILED, LINE_NOT_SET -> Optional.empty();
        };
    }

    /** Records these lines next at a bank; when this returns the house has acknowledged each of them. */
    synchronized void record(String bank, List<StatementLine> lines) {
        for (int from = 0; from < lines.size(); from += LINES) {
            List<StatementLine> page = lines.subList(from, Math.min(lines.size(), from + LINES));
            long last = lastLines.getOrDefault(bank, 0L);
            RecordStatementLinesRequest request = RecordStatementLinesRequest.newBuilder()
                    .setBank(bank)
                    .setFirstLine(last + 1)
                    .addAllLines(page)
                    .build();
            RecordStatementLinesResponse recorded = house.call(
                    TREASURY, TreasuryServiceGrpc::newBlockingStub, stub -> stub.recordStatementLines(request));
            lastLines.put(bank, last + page.size());
            reached.add(
                    recorded.getPosition(),
                    page.stream().flatMap(line -> account(line).stream()).toList());
        }
    }
}
