package io.breakwater.node.scenario.file;

import io.breakwater.node.scenario.Conduct;
import io.breakwater.node.scenario.Conduct.AssessmentAnswer;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.Price;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads how members answer: calls, standing and sealed bids, assessments. */
final class ConductSection {

    private final Row root;
    private final Declared declared;

    private ConductSection(Row root, Declared declared) {
        this.root = root;
        this.declared = declared;
    }

    /** Bids that one row may stand for. */
    private static final long MOST_BIDS = 100;

    static Conduct read(Row root, Declared declared) {
        ConductSection section = new ConductSection(root, declared);
        return new Conduct(
                section.answers(root.block("answers")),
                section.standingBids(),
                section.sealedBids(),
                section.assessmentPayments());
    }

    private Conduct.Answers answers(Row row) {
        Conduct.Answer otherwise = row.has("otherwise") ? answer(row.block("otherwise"), true) : Conduct.Answer.FULL;
        List<Conduct.AnswerRow> exceptions = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Row exception : row.rows("exceptions")) {
            Optional<LocalDate> call = exception.has("call") ? Optional.of(exception.date("call")) : Optional.empty();
            String account = exception.reference("account", declared.accounts);
            call.ifPresent(date -> declared.requireTradeDate(exception, "call", date));
            Conduct.Answer answer = answer(exception, false);
            exception.end();
            if (exception.isSound() && !seen.add(account + " " + call)) {
                exception.complain("account", "a second answer of '" + account + "' to the same call");
            }
            if (exception.isSound()) {
                exceptions.add(new Conduct.AnswerRow(call, account, answer));
            }
        }
        row.end();
        return new Conduct.Answers(otherwise, exceptions);
    }

    private Conduct.Answer answer(Row row, boolean whole) {
        Conduct.Payment ordinary = payment(row, "ordinary");
        Conduct.Payment late = row.has("late") ? payment(row, "late") : new Conduct.Nothing();
        if (whole) {
            row.end();
        }
        return new Conduct.Answer(ordinary, late);
    }

    private Conduct.Payment payment(Row row, String key) {
        if (row.reads(key, "all")) {
            return new Conduct.Everything();
        }
        if (row.reads(key, "nothing")) {
            return new Conduct.Nothing();
        }
        return new Conduct.Part(row.positiveAmount(key, declared.currency()));
    }

    private List<Conduct.StandingBid> standingBids() {
        List<Conduct.StandingBid> bids = new ArrayList<>();
        for (Row row : root.rows("standing-bids")) {
            LocalDateTime placed = row.moment("placed", declared.day().firstPrice());
            LocalDateTime withdrawn = row.moment("withdrawn", declared.day().auctionClose());
            long count = row.has("count") ? row.whole("count", 1, MOST_BIDS) : 1;
            Optional<Conduct.Bid> bid = bid(row);
            if (row.isSound() && !withdrawn.isAfter(placed)) {
                row.complain("withdrawn", "not after it is placed");
            }
            bid.filter(read -> row.isSound())
                    .map(read -> new Conduct.StandingBid(read, placed, withdrawn))
                    .ifPresent(standing -> {
                        for (long i = 0; i < count; i++) {
                            bids.add(standing);
                        }
                    });
        }
        return bids;
    }

    private Optional<Conduct.Bid> bid(Row row) {
        String account = row.reference("account", declared.accounts);
        long lots = row.whole("lots", -BookSection.MOST_LOTS, BookSection.MOST_LOTS);
        row.has("price");
        Optional<Instrument> instrument = declared.instrument(row);
        Optional<Price> price = instrument.map(of -> row.price("price", of));
        row.end();
        if (row.isSound() && lots == 0) {
            row.complain("lots", "a bid for no lots");
        }
        return row.isSound()
                ? instrument.map(of -> new Conduct.Bid(of.id(), account, lots, price.orElseThrow()))
                : Optional.empty();
    }

    private List<Conduct.SealedBids> sealedBids() {
        List<Conduct.SealedBids> auctions = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Row row : root.rows("auctions")) {
            String defaulter = row.reference("defaulter", declared.defaulters);
            LocalDateTime at = row.moment("at", declared.day().deadline());
            declared.requireAuctionTime(row, "at", at);
            List<Conduct.Bid> bids = new ArrayList<>();
            row.rows("bids").forEach(bid -> bid(bid).ifPresent(bids::add));
            row.end();
            if (row.isSound() && !seen.add(defaulter)) {
                row.complain("defaulter", "a second auction of '" + defaulter + "'");
            }
            auctions.add(new Conduct.SealedBids(defaulter, at, bids));
        }
        return auctions;
    }

    private Optional<Conduct.AssessmentPayments> assessmentPayments() {
        if (!root.has("assessment-payments")) {
            return Optional.empty();
        }
        Row row = root.block("assessment-payments");
        LocalDateTime paid = row.moment("paid", declared.day().firstPrice());
        LocalDateTime due = row.moment("due", declared.day().deadline());
        AssessmentAnswer otherwise =
                row.has("otherwise") ? row.constant("otherwise", AssessmentAnswer.class) : AssessmentAnswer.FROM_EXCESS;
        List<Conduct.AssessmentRow> exceptions = new ArrayList<>();
        for (Row exception : row.rows("exceptions")) {
            String member = exception.reference("member", declared.members);
            AssessmentAnswer answer = exception.constant("answer", AssessmentAnswer.class);
            exception.end();
            exceptions.add(new Conduct.AssessmentRow(member, answer));
        }
        row.end();
        if (row.isSound() && due.isBefore(paid)) {
            row.complain("due", "before they are paid");
        }
        return Optional.of(new Conduct.AssessmentPayments(paid, due, otherwise, exceptions));
    }
}
