package io.breakwater.node.scenario;

import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.money.Money;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** How members answer what the house asks of them: calls, the desk's search for bids, default auctions, assessments. */
public record Conduct(
        Answers answers,
        List<StandingBid> standingBids,
        List<SealedBids> sealedBids,
        Optional<AssessmentPayments> assessmentPayments) {

    public Conduct {
        standingBids = List.copyOf(standingBids);
        sealedBids = List.copyOf(sealedBids);
    }

    /** How much is paid on a call at one of its two occasions. */
    public sealed interface Payment {
        /** What to pay of an amount that is due now. */
        Money of(Money due);
    }

    /** Not a cent. */
    public record Nothing() implements Payment {
        @Override
        public Money of(Money due) {
            return due.currency().zero();
        }
    }

    /** All that is due at that moment, raises included. */
    public record Everything() implements Payment {
        @Override
        public Money of(Money due) {
            return due;
        }
    }

    /** A stated amount, at most what is due. */
    public record Part(Money amount) implements Payment {
        @Override
        public Money of(Money due) {
            return amount.min(due);
        }
    }

    /** What is paid on a call on the day it is made, and late: in the evening of its deadline. */
    public record Answer(Payment ordinary, Payment late) {

        public static final Answer FULL = new Answer(new Everything(), new Nothing());

        /** True when the call may stay open after the ordinary answers on purpose. */
        public boolean leavesOpen() {
            return !(ordinary instanceof Everything);
        }
    }

    /** The answer of one account to the call of one trade date, or to all calls that no dated row names. */
    public record AnswerRow(Optional<LocalDate> call, String account, Answer answer) {}

    /** The rows that are exceptions, and how every other call is answered. */
    public record Answers(Answer otherwise, List<AnswerRow> exceptions) {

        public Answers {
            exceptions = List.copyOf(exceptions);
        }

        /** The row of this account and date, else the account's row for all dates, else the usual answer. */
        public Answer to(LocalDate call, String account) {
            return row(Optional.of(call), account)
                    .or(() -> row(Optional.empty(), account))
                    .map(AnswerRow::answer)
                    .orElse(otherwise);
        }

        /** True when somebody may pay late on the calls of a date. */
        public boolean anyLate(LocalDate call) {
            return !(otherwise.late() instanceof Nothing)
                    || exceptions.stream()
                            .filter(row -> row.call().map(call::equals).orElse(true))
                            .anyMatch(row -> !(row.answer().late() instanceof Nothing));
        }

        private Optional<AnswerRow> row(Optional<LocalDate> call, String account) {
            return exceptions.stream()
                    .filter(row -> row.call().equals(call) && row.account().equals(account))
                    .findFirst();
        }
    }

    /** A bid for lots (positive buys, negative sells) at a price. */
    public record Bid(InstrumentId instrument, String account, long lots, Price price) {}

    /** A bid that stands at the desk from one time to another. */
    public record StandingBid(Bid bid, LocalDateTime placed, LocalDateTime withdrawn) {}

    /** The sealed bids that are sent when a member's portfolio is auctioned. */
    public record SealedBids(String defaulter, LocalDateTime at, List<Bid> bids) {
        public SealedBids {
            bids = List.copyOf(bids);
        }
    }

    /** Where a member takes the money for its assessment from. */
    public enum AssessmentAnswer {
        /** From the excess of its house account. */
        FROM_EXCESS,
        /** Deposits exactly what it owes, then pays. */
        DEPOSIT_FIRST,
        /** Does not pay: the deadline decides. */
        NOTHING
    }

    /** One member that answers its assessment otherwise than the rest. */
    public record AssessmentRow(String member, AssessmentAnswer answer) {}

    /** When assessments are paid and when they are due, and how: the rows are exceptions. */
    public record AssessmentPayments(
            LocalDateTime paid, LocalDateTime due, AssessmentAnswer otherwise, List<AssessmentRow> exceptions) {

        public AssessmentPayments {
            exceptions = List.copyOf(exceptions);
        }

        public AssessmentAnswer of(String member) {
            return exceptions.stream()
                    .filter(row -> row.member().equals(member))
                    .map(AssessmentRow::answer)
                    .findFirst()
                    .orElse(otherwise);
        }
    }
}
