package io.breakwater.chaos.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.chaos.history.Contents;
import io.breakwater.chaos.history.Facts;
import io.breakwater.chaos.run.Operation;
import io.breakwater.chaos.run.Operation.Result;
import io.breakwater.chaos.run.Struck;
import io.breakwater.chaos.run.Verdict;
import io.breakwater.chaos.run.Verdict.Judgement;
import io.breakwater.node.scenario.report.DemoReport.AuditFindings;
import io.breakwater.node.scenario.report.DemoReport.Invariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A run written by hand: what clients did, one thing after the other, and what the journal says. */
final class Run {

    static final String ID = "01900000-0000-7000-8000-000000000001";
    static final String ACCEPTED = "WITHDRAWAL_DECISION_ACCEPTED";
    static final String PENDING = "WITHDRAWAL_DECISION_PENDING";

    private static final long LASTS = 10;

    private final List<Operation> operations = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private final List<AccountStep> steps = new ArrayList<>();
    private final List<Struck> faults = new ArrayList<>();
    private final Map<String, Boolean> audited = new TreeMap<>();
    private long closedDefaults;
    private long healedAt;
    private long stoppedAt;
    private long clock;

    /** Time goes by before the next operation. */
    Run at(long millis) {
        clock = millis;
        return this;
    }

    Run healed(long millis) {
        healedAt = millis;
        return this;
    }

    Run stopped(long millis) {
        stoppedAt = millis;
        return this;
    }

    Run struck(String kind, long from) {
        faults.add(new Struck(kind, "n1", from, from, ""));
        return this;
    }

    Run closed(long defaults) {
        closedDefaults = defaults;
        return this;
    }

    Run audited(String invariant, boolean holds) {
        audited.put(invariant, holds);
        return this;
    }

    Run did(String client, String call, String resource, String requestId, Answer answer, Map<String, String> facts) {
        operations.add(new Operation(
                operations.size() + 1,
                client,
                call,
                resource,
                requestId,
                "n1",
                clock,
                clock + answer.lasted(),
                answer.result(),
                answer.reason(),
                facts));
        clock += LASTS;
        return this;
    }

    /** How an operation ended. */
    record Answer(Result result, String reason, long lasted) {
        static final Answer OK = new Answer(Result.OK, "", LASTS - 1);
        static final Answer UNKNOWN = new Answer(Result.UNKNOWN, "DEADLINE_EXCEEDED", LASTS - 1);

        static Answer refused(String reason) {
            return new Answer(Result.REFUSED, reason, LASTS - 1);
        }

        /** The same, longer on its way: other operations begin meanwhile. */
        Answer lasting(long millis) {
            return new Answer(result, reason, millis);
        }
    }

    Run deposits(long line, String account, long cents, long told, Answer answer) {
        return did(
                "treasury/main",
                "RecordStatementLines",
                "bank|main",
                "lines-" + line,
                answer,
                Map.of(
                        Facts.FIRST, Long.toString(line),
                        Facts.COUNT, "1",
                        Facts.CONTENT, Contents.deposit(account, cents),
                        Facts.NUMBER, Long.toString(told)));
    }

    Run recorded(long line, String account, long cents, long number) {
        return effect(
                "bank|main",
                number,
                Effect.Kind.LINE,
                "bank|main line " + line,
                Map.of(Effect.CONTENT, Contents.deposit(account, cents)));
    }

    Run trades(long sequence, String answered, long told, Answer answer) {
        return did(
                "venue/v1",
                "SubmitTrades",
                "trades|v1:s1",
                "batch-" + sequence,
                answer,
                Map.of(
                        Facts.FIRST,
                        Long.toString(sequence),
                        Facts.CONTENT,
                        "t1 CL a b 2 50.00",
                        Facts.ANSWER,
                        "t1 " + answered,
                        Facts.NUMBER,
                        Long.toString(told)));
    }

    Run registered(long sequence, String trade, long number) {
        return effect(
                "trades|v1:s1",
                number,
                Effect.Kind.BATCH,
                "trades|v1:s1 batch " + sequence,
                Map.of(Effect.TRADE + "t1", trade));
    }

    Run withdraws(String id, String account, long cents, String decision, Answer answer) {
        return did(
                "member/" + account,
                "RequestWithdrawal",
                account,
                id,
                answer,
                Map.of(
                        Facts.CONTENT,
                        Contents.withdrawal(account, cents),
                        Facts.DECISION,
                        decision,
                        Facts.ANSWER,
                        "1-7 " + decision,
                        Facts.SOURCE,
                        "payouts|1",
                        Facts.NUMBER,
                        "7"));
    }

    Run withdrawal(String id, String account, long cents, long number) {
        return effect(
                "payouts|1",
                number,
                Effect.Kind.WITHDRAWAL,
                "member/" + account + " " + id,
                Map.of(Effect.CONTENT, Contents.withdrawal(account, cents)));
    }

    Run status(String account, String about, String status) {
        return did(
                "member/" + account,
                "GetRequestStatus",
                account,
                "",
                Answer.OK,
                Map.of(Facts.ABOUT, about, Facts.STATUS, "REQUEST_STATUS_" + status));
    }

    Run reads(String account, long cash, long number, String tokens) {
        return reads(account, cash, number, tokens, Answer.OK);
    }

    Run reads(String account, long cash, long number, String tokens, Answer answer) {
        return did(
                "member/" + account,
                "GetAccount",
                account,
                "",
                answer,
                Map.of(
                        Facts.CASH, Long.toString(cash),
                        Facts.NUMBER, Long.toString(number),
                        Facts.TOKENS, tokens));
    }

    Run balance(boolean balanced, long banks) {
        return did(
                "operator/chaos",
                "GetTrialBalance",
                "house",
                "",
                Answer.OK,
                Map.of(
                        Facts.BALANCED,
                        Boolean.toString(balanced),
                        Facts.BANKS,
                        Long.toString(banks),
                        Facts.DIFFERENCES,
                        balanced ? "0" : "1"));
    }

    Run rests(String goingOn) {
        return did("operator/chaos", "Rest", "house", "", Answer.OK, Map.of(Facts.GOING_ON, goingOn));
    }

    Run effect(String entity, long number, Effect.Kind kind, String key, Map<String, String> details) {
        effects.add(new Effect(entity, number, kind, key, new TreeMap<>(details)));
        return this;
    }

    /** An account's next event: cash after it, and what it has applied. */
    Run step(String account, long number, long cash, String source, long applied) {
        steps.add(new AccountStep(account, number, OptionalLong.of(cash), new TreeMap<>(Map.of(source, applied))));
        return this;
    }

    Evidence evidence() {
        JournalFacts journal = new JournalFacts(effects, steps, closedDefaults, closedDefaults, new TreeMap<>());
        List<Invariant> invariants = new ArrayList<>();
        audited.forEach((name, holds) -> invariants.add(new Invariant(name, holds, "as written by hand")));
        return new Evidence(
                operations, faults, journal, new AuditFindings(effects.size(), invariants), healedAt, stoppedAt);
    }

    void holds(RunCheck check) {
        assertThat(check.of(evidence()))
                .allSatisfy(verdict ->
                        assertThat(verdict.judgement()).as(verdict.toString()).isEqualTo(Judgement.HOLDS));
    }

    /** The check finds exactly this wrong, among whatever else it says. */
    void violates(RunCheck check, String name, String words) {
        Verdict verdict = named(check, name);
        assertThat(verdict.judgement()).as(verdict.toString()).isEqualTo(Judgement.VIOLATED);
        assertThat(verdict.detail()).contains(words);
    }

    void unknown(RunCheck check, String name, String words) {
        Verdict verdict = named(check, name);
        assertThat(verdict.judgement()).as(verdict.toString()).isEqualTo(Judgement.UNKNOWN);
        assertThat(verdict.detail()).contains(words);
    }

    private Verdict named(RunCheck check, String name) {
        return check.of(evidence()).stream()
                .filter(verdict -> verdict.check().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
