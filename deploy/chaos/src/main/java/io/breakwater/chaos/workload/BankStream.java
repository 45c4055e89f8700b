package io.breakwater.chaos.workload;

import io.breakwater.chaos.history.Contents;
import io.breakwater.chaos.history.Facts;
import io.breakwater.chaos.workload.BankStream.Line;
import io.breakwater.chaos.workload.Entrances.Request;
import io.breakwater.protocol.treasury.v1.CollateralLodged;
import io.breakwater.protocol.treasury.v1.CollateralSold;
import io.breakwater.protocol.treasury.v1.Deposit;
import io.breakwater.protocol.treasury.v1.PayoutFailed;
import io.breakwater.protocol.treasury.v1.PayoutPaid;
import io.breakwater.protocol.treasury.v1.RecordStatementLinesRequest;
import io.breakwater.protocol.treasury.v1.RecordStatementLinesResponse;
import io.breakwater.protocol.treasury.v1.StatementLine;
import io.breakwater.protocol.treasury.v1.TreasuryServiceGrpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The statement of one bank or custodian. */
final class BankStream extends NumberedStream<Line, RecordStatementLinesResponse> {

    private final String bank;
    private final Cast cast;
    private final List<Line> recorded = new ArrayList<>();

    BankStream(String bank, Requests requests, Cast cast) {
        super(requests);
        this.bank = bank;
        this.cast = cast;
    }

    /**
     * A line to be recorded.
     *
     * @param account whose account it moves at once, when it does
     */
    record Line(StatementLine wire, String content, Optional<String> account) {

        static Line deposit(String account, long cents) {
            return new Line(
                    StatementLine.newBuilder()
                            .setDeposit(Deposit.newBuilder().setAccount(account).setAmount(Wire.amount(cents)))
                            .build(),
                    Contents.deposit(account, cents),
                    Optional.of(account));
        }

        static Line paid(String payout, String account, long cents) {
            return new Line(
                    StatementLine.newBuilder()
                            .setPayoutPaid(PayoutPaid.newBuilder()
                                    .setPayout(payout)
                                    .setAccount(account)
                                    .setAmount(Wire.amount(cents)))
                            .build(),
                    Contents.paid(payout, cents),
                    Optional.empty());
        }

        static Line failed(String payout, String account, long cents) {
            return new Line(
                    StatementLine.newBuilder()
                            .setPayoutFailed(PayoutFailed.newBuilder()
                                    .setPayout(payout)
                                    .setAccount(account)
                                    .setAmount(Wire.amount(cents)))
                            .build(),
                    Contents.failed(payout, cents),
                    Optional.empty());
        }

        static Line lodged(String account, String asset, long units) {
            return new Line(
                    StatementLine.newBuilder()
                            .setCollateralLodged(CollateralLodged.newBuilder()
                                    .setAccount(account)
                                    .setAsset(asset)
                                    .setUnits(units))
                            .build(),
                    Contents.lodged(account, asset, units),
                    Optional.of(account));
        }

        static Line sold(String account, String asset, long units, long cents) {
            return new Line(
                    StatementLine.newBuilder()
                            .setCollateralSold(CollateralSold.newBuilder()
                                    .setAccount(account)
                                    .setAsset(asset)
                                    .setUnits(units)
                                    .setProceeds(Wire.amount(cents)))
                            .build(),
                    Contents.sold(account, asset, units, cents),
                    Optional.of(account));
        }
    }

    @Override
    Request<?, RecordStatementLinesResponse> page(List<Line> lines) {
        return request(recorded() + 1, lines, Map.of(Facts.MAY_BE_REFUSED, ""));
    }

    /** A page of lines that may have been recorded before. */
    Request<RecordStatementLinesRequest, RecordStatementLinesResponse> request(
            long first, List<Line> lines, Map<String, String> expected) {
        Map<String, String> asked = new TreeMap<>(expected);
        asked.put(Facts.FIRST, Long.toString(first));
        asked.put(Facts.COUNT, Integer.toString(lines.size()));
        asked.put(
                Facts.CONTENT,
                String.join(";", lines.stream().map(Line::content).toList()));
        return new Request<>(
                "treasury/main",
                TreasuryServiceGrpc.getRecordStatementLinesMethod(),
                RecordStatementLinesRequest.newBuilder()
                        .setBank(bank)
                        .setFirstLine(first)
                        .addAllLines(lines.stream().map(Line::wire).toList())
                        .build(),
                "bank|" + bank,
                "lines-" + first,
                asked,
                answer ->
                        Map.of(Facts.NUMBER, Long.toString(answer.getPosition().getNumber())));
    }

    @Override
    void taken(List<Line> lines, RecordStatementLinesResponse answer) {
        synchronized (this) {
            recorded.addAll(lines);
        }
        lines.forEach(line -> line.account()
                .ifPresent(account -> cast.told(
                        account,
                        answer.getPosition().getSource(),
                        answer.getPosition().getNumber())));
    }

    /** How many lines are recorded. */
    synchronized long recorded() {
        return recorded.size();
    }

    /** A line that is recorded, by its number. */
    synchronized Line line(long number) {
        return recorded.get((int) number - 1);
    }
}
