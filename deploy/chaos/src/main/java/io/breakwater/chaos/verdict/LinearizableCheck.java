package io.breakwater.chaos.verdict;

import io.breakwater.chaos.history.Facts;
import io.breakwater.chaos.run.Operation;
import io.breakwater.chaos.run.Operation.Result;
import io.breakwater.chaos.run.Verdict;
import io.breakwater.chaos.run.Verdict.Judgement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Registers are linearizable: for each of these accounts, whose cash only deposits and withdrawals move, there is an order of
 * them and of all fresh reads that makes every read right. What a read's client knew of comes before it; what was over before
 * something was sent comes before that; one source's writes come in the order of their numbers. Works from the history alone.
 */
final class LinearizableCheck implements RunCheck {

    private static final String REGISTER = "register-";
    private static final String ACCEPTED = "WITHDRAWAL_DECISION_ACCEPTED";

    private final Finding finding = new Finding("linearizable");
    private long gaveUp;

    @Override
    public List<Verdict> of(Evidence evidence) {
        Map<String, List<Done>> writes = new TreeMap<>();
        Requested.in(evidence.operations()).values().forEach(contents -> write(contents)
                .ifPresent(done -> writes.computeIfAbsent(done.account(), any -> new ArrayList<>())
                        .add(done)));
        writes.forEach((account, done) -> search(account, done, reads(account, evidence.operations())));
        Verdict verdict = finding.verdict("fresh reads of registers in an order with all writes");
        return List.of(
                gaveUp > 0 && verdict.judgement() == Judgement.HOLDS
                        ? new Verdict(
                                verdict.check(),
                                Judgement.UNKNOWN,
                                gaveUp + " registers have too many possible orders to look at all")
                        : verdict);
    }

    /** A write that took effect, as its clients know it. */
    private record Done(String account, long amount, String source, long number, long sentAt) {}

    private static Optional<Done> write(Collection<Requested> contents) {
        return contents.stream().flatMap(each -> write(each).stream()).findFirst();
    }

    private static Optional<Done> write(Requested request) {
        String[] words = request.content().split(" ", -1);
        if (words.length < 3 || !words[1].startsWith(REGISTER)) {
            return Optional.empty();
        }
        Optional<Operation> told = request.attempts().stream()
                .filter(each -> each.result() == Result.OK)
                .filter(each -> words[0].equals("deposit")
                        || each.facts().getOrDefault(Facts.DECISION, "").equals(ACCEPTED))
                .findFirst();
        return told.map(each -> new Done(
                words[1],
                (words[0].equals("deposit") ? 1 : -1) * Long.parseLong(words[2]),
                each.facts().getOrDefault(Facts.SOURCE, each.resource()),
                RequestKeys.number(each, Facts.NUMBER),
                request.attempts().stream()
                        .mapToLong(Operation::invokedAt)
                        .min()
                        .orElseThrow()));
    }

    private static List<Operation> reads(String account, List<Operation> operations) {
        return operations.stream()
                .filter(each ->
                        each.call().equals("GetAccount") && each.resource().equals(account))
                .filter(each -> each.result() == Result.OK
                        && !each.facts().getOrDefault(Facts.TOKENS, "").isEmpty())
                .toList();
    }

    private void search(String account, List<Done> writes, List<Operation> reads) {
        List<RegisterSearch.Write> ordered = new ArrayList<>();
        for (Done write : writes) {
            BitSet before = new BitSet();
            for (int i = 0; i < writes.size(); i++) {
                Done other = writes.get(i);
                if (other.source().equals(write.source()) && other.number() < write.number()) {
                    before.set(i);
                }
            }
            ordered.add(new RegisterSearch.Write(write.amount(), before, overBefore(reads, write.sentAt())));
        }
        List<RegisterSearch.Read> seen = new ArrayList<>();
        for (Operation read : reads) {
            Map<String, Long> tokens = Tokens.of(read);
            BitSet before = new BitSet();
            for (int i = 0; i < writes.size(); i++) {
                if (writes.get(i).number() <= tokens.getOrDefault(writes.get(i).source(), 0L)) {
                    before.set(i);
                }
            }
            seen.add(new RegisterSearch.Read(
                    RequestKeys.number(read, Facts.CASH), before, overBefore(reads, read.invokedAt())));
            finding.looked();
        }
        RegisterSearch search = new RegisterSearch(ordered, seen);
        switch (search.search()) {
            case AN_ORDER -> {}
            case NOTHING -> gaveUp++;
            case NO_ORDER -> {
                Operation stuck = reads.get(search.stuckAt().orElse(0));
                finding.violated(
                        stuck,
                        "showed " + RequestKeys.number(stuck, Facts.CASH) + " on " + account
                                + ", which no order of its deposits and withdrawals explains");
            }
        }
    }

    private static BitSet overBefore(List<Operation> reads, long sentAt) {
        BitSet over = new BitSet();
        for (int i = 0; i < reads.size(); i++) {
            if (reads.get(i).endedAt() < sentAt) {
                over.set(i);
            }
        }
        return over;
    }
}
