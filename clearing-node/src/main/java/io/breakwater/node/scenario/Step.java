package io.breakwater.node.scenario;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/**
 * One thing that happens in a scenario, at its label of time. Whoever plays it gives the house the step and waits until
 * the house is at rest, but for what the scenario leaves open on purpose, before it plays the next.
 */
public sealed interface Step {

    LocalDateTime at();

    /** What happens, in a few words for a progress display. */
    String describe();

    void playedBy(Player player);

    /** Carries steps out, one method for each kind. */
    interface Player {
        void foundHouse(FoundHouse step);

        void openAccounts(OpenAccounts step);

        void bookDeposits(BookDeposits step);

        void publishPrices(PublishPrices step);

        void submitTrades(SubmitTrades step);

        void answerCalls(AnswerCalls step);

        void requestWithdrawals(RequestWithdrawals step);

        void placeBids(PlaceBids step);

        void passDeadline(PassDeadline step);

        void sendSealedBids(SendSealedBids step);

        void closeAuctions(CloseAuctions step);

        void withdrawBids(WithdrawBids step);

        void payAssessments(PayAssessments step);

        void passAssessmentDeadline(PassAssessmentDeadline step);
    }

    /** Registers the contracts, margin rates, members, funds and accounts; nothing has a position or money yet. */
    record FoundHouse(LocalDateTime at) implements Step {
        @Override
        public String describe() {
            return "found the house: contracts, members, funds, accounts";
        }

        @Override
        public void playedBy(Player player) {
            player.foundHouse(this);
        }
    }

    /** The cash and collateral that accounts open with arrive. */
    record OpenAccounts(LocalDateTime at, List<Book.Account> accounts) implements Step {
        public OpenAccounts {
            accounts = List.copyOf(accounts);
        }

        @Override
        public String describe() {
            return "opening cash and collateral of " + accounts.size() + " accounts";
        }

        @Override
        public void playedBy(Player player) {
            player.openAccounts(this);
        }
    }

    /** Statement lines with deposits. */
    record BookDeposits(LocalDateTime at, List<Book.Deposit> deposits) implements Step {
        public BookDeposits {
            deposits = List.copyOf(deposits);
        }

        @Override
        public String describe() {
            return deposits.size() + " deposits";
        }

        @Override
        public void playedBy(Player player) {
            player.bookDeposits(this);
        }
    }

    /** Every price source publishes these prices. */
    record PublishPrices(PricePath.Publication publication) implements Step {
        @Override
        public LocalDateTime at() {
            return publication.at().label();
        }

        @Override
        public String describe() {
            return (publication.settles() ? "settlement of " : "prices of ")
                    + String.join(
                            ", ",
                            publication.points().stream()
                                    .map(point -> point.instrument().value())
                                    .toList());
        }

        @Override
        public void playedBy(Player player) {
            player.publishPrices(this);
        }
    }

    /** Venues report trades, in the order of their numbers. */
    record SubmitTrades(LocalDateTime at, List<Book.Trade> trades) implements Step {
        public SubmitTrades {
            trades = List.copyOf(trades);
        }

        @Override
        public String describe() {
            return trades.size() + " trades, "
                    + trades.stream().mapToLong(Book.Trade::lots).sum() + " lots";
        }

        @Override
        public void playedBy(Player player) {
            player.submitTrades(this);
        }
    }

    /**
     * Members answer their open calls of a date, each as {@link Conduct.Answers#to} says: with the ordinary payment, or in
     * the evening with the late one, which is reckoned from what is due then.
     */
    record AnswerCalls(LocalDateTime at, LocalDate call, boolean late, Conduct.Answers answers) implements Step {
        @Override
        public String describe() {
            return (late ? "late answers" : "answers") + " to the calls of " + call;
        }

        @Override
        public void playedBy(Player player) {
            player.answerCalls(this);
        }

        /** What an account pays at this step on its call. */
        public Conduct.Payment payment(String account) {
            Conduct.Answer answer = answers.to(call, account);
            return late ? answer.late() : answer.ordinary();
        }
    }

    /** Members ask for money, and the house pays or refuses as the scenario expects. */
    record RequestWithdrawals(LocalDateTime at, List<Book.Withdrawal> withdrawals) implements Step {
        public RequestWithdrawals {
            withdrawals = List.copyOf(withdrawals);
        }

        @Override
        public String describe() {
            return "withdrawals asked for: " + withdrawals.size();
        }

        @Override
        public void playedBy(Player player) {
            player.requestWithdrawals(this);
        }
    }

    /** Members place standing bids at the desk. */
    record PlaceBids(LocalDateTime at, List<Conduct.StandingBid> bids) implements Step {
        public PlaceBids {
            bids = List.copyOf(bids);
        }

        @Override
        public String describe() {
            return bids.size() + " standing bids placed";
        }

        @Override
        public void playedBy(Player player) {
            player.placeBids(this);
        }
    }

    /** The deadline of the calls of a date: whoever plays waits until each of them is met or has expired. */
    record PassDeadline(LocalDateTime at, LocalDate call) implements Step {
        @Override
        public String describe() {
            return "deadline of the calls of " + call;
        }

        @Override
        public void playedBy(Player player) {
            player.passDeadline(this);
        }
    }

    /** The bids for the portfolio of a member in default, as soon as its auction is open. */
    record SendSealedBids(LocalDateTime at, Conduct.SealedBids auction) implements Step {
        @Override
        public String describe() {
            return auction.bids().size() + " sealed bids for the portfolio of " + auction.defaulter();
        }

        @Override
        public void playedBy(Player player) {
            player.sendSealedBids(this);
        }
    }

    /** Liquidations and auctions that follow a deadline come to their end, losses are fixed and layers drawn. */
    record CloseAuctions(LocalDateTime at, LocalDate call) implements Step {
        @Override
        public String describe() {
            return "liquidations and auctions after the calls of " + call + " close";
        }

        @Override
        public void playedBy(Player player) {
            player.closeAuctions(this);
        }
    }

    /** Members withdraw standing bids from the desk. */
    record WithdrawBids(LocalDateTime at, List<Conduct.StandingBid> bids) implements Step {
        public WithdrawBids {
            bids = List.copyOf(bids);
        }

        @Override
        public String describe() {
            return bids.size() + " standing bids withdrawn";
        }

        @Override
        public void playedBy(Player player) {
            player.withdrawBids(this);
        }
    }

    /** Members pay what they are assessed. */
    record PayAssessments(LocalDateTime at, Conduct.AssessmentPayments payments) implements Step {
        @Override
        public String describe() {
            return "assessments are paid";
        }

        @Override
        public void playedBy(Player player) {
            player.payAssessments(this);
        }
    }

    /** The deadline of assessments: whoever plays waits until none is open. */
    record PassAssessmentDeadline(LocalDateTime at) implements Step {
        @Override
        public String describe() {
            return "deadline of the assessments";
        }

        @Override
        public void playedBy(Player player) {
            player.passAssessmentDeadline(this);
        }
    }
}
