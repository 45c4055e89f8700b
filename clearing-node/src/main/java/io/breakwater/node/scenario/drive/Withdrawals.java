package io.breakwater.node.scenario.drive;

import io.breakwater.node.client.RequestIds;
import io.breakwater.node.scenario.Book;
import io.breakwater.protocol.accounts.v1.AccountServiceGrpc;
import io.breakwater.protocol.accounts.v1.RequestWithdrawalRequest;
import io.breakwater.protocol.accounts.v1.RequestWithdrawalResponse;
import io.breakwater.protocol.accounts.v1.WithdrawalDecision;
import io.breakwater.protocol.treasury.v1.PayoutPaid;
import io.breakwater.protocol.treasury.v1.StatementLine;
import java.time.Duration;
import java.util.List;

/** Members ask for money; what the house grants, the bank pays with the next line of its statement. */
final class Withdrawals {

    private static final Duration BOUND = Duration.ofSeconds(90);

    private final HouseClient house;
    private final Statements statements;
    private final Reached reached;
    private final RequestIds ids;

    Withdrawals(HouseClient house, Statements statements, Reached reached, RequestIds ids) {
        this.house = house;
        this.statements = statements;
        this.reached = reached;
        this.ids = ids;
    }

    /**
     * Asks for a withdrawal until it is decided, and has it paid when it is granted.
     *
     * @throws DriveFailure when the house decides otherwise than the scenario expects
     */
    void request(Book.Withdrawal withdrawal, String principal) {
        RequestWithdrawalRequest request = RequestWithdrawalRequest.newBuilder()
                .setAccount(withdrawal.account())
                .setAmount(Wire.amount(withdrawal.amount()))
                .setRequestId(ids.next())
                .build();
        RequestWithdrawalResponse answer = decided(request, principal);
        boolean accepted = answer.getDecision() == WithdrawalDecision.WITHDRAWAL_DECISION_ACCEPTED;
        if (accepted != (withdrawal.expected() == Book.Expected.PAID)) {
            throw new DriveFailure("the withdrawal of " + withdrawal.amount() + " from " + withdrawal.account()
                    + " was to be " + withdrawal.expected() + ", the house decided " + answer.getDecision() + " "
                    + answer.getReason());
        }
        if (accepted) {
            reached.add(answer.getPosition(), List.of(withdrawal.account()));
            pay(answer.getPayout(), withdrawal);
        }
    }

    private RequestWithdrawalResponse decided(RequestWithdrawalRequest request, String principal) {
        long giveUp = System.nanoTime() + BOUND.toNanos();
        while (true) {
            RequestWithdrawalResponse answer =
                    house.call(principal, AccountServiceGrpc::newBlockingStub, stub -> stub.requestWithdrawal(request));
            if (answer.getDecision() != WithdrawalDecision.WITHDRAWAL_DECISION_PENDING) {
                return answer;
            }
            if (System.nanoTime() > giveUp) {
                throw new DriveFailure("the withdrawal from " + request.getAccount() + " was not decided within "
                        + BOUND.toSeconds() + " s");
            }
            house.pause();
        }
    }

    private void pay(String payout, Book.Withdrawal withdrawal) {
        PayoutPaid paid = PayoutPaid.newBuilder()
                .setPayout(payout)
                .setAccount(withdrawal.account())
                .setAmount(Wire.amount(withdrawal.amount()))
                .build();
        statements.record(
                Statements.BANK,
                List.of(StatementLine.newBuilder().setPayoutPaid(paid).build()));
    }
}
