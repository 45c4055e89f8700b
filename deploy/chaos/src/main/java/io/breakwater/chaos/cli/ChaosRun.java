package io.breakwater.chaos.cli;

import io.breakwater.chaos.history.HistoryRecorder;
import io.breakwater.chaos.nemesis.Nemesis;
import io.breakwater.chaos.nemesis.Schedule;
import io.breakwater.chaos.process.Keeper;
import io.breakwater.chaos.process.Lab;
import io.breakwater.chaos.process.LabFailure;
import io.breakwater.chaos.process.LabNode;
import io.breakwater.chaos.process.LogScan;
import io.breakwater.chaos.process.Machine;
import io.breakwater.chaos.run.Operation;
import io.breakwater.chaos.run.Struck;
import io.breakwater.chaos.run.Verdict;
import io.breakwater.chaos.verdict.Evidence;
import io.breakwater.chaos.verdict.JournalFacts;
import io.breakwater.chaos.verdict.Verdicts;
import io.breakwater.chaos.workload.Workload;
import io.breakwater.chaos.workload.WorkloadSettings;
import io.breakwater.node.audit.Audit;
import io.breakwater.node.audit.CassandraSource;
import io.breakwater.node.demo.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * One run from the first process to the last verdict: a cluster forms, a house works, faults strike and are healed, the house
 * works on for a while, everybody finds out what they were not told, the house comes to rest; then all nodes are killed and
 * started again, everything is read once more, and the journal is audited. Every process that it starts has ended when it returns or throws.
 */
final class ChaosRun {

    private static final int HEAP_MIB = 320;
    private static final long FORMS_WITHIN_MILLIS = 180_000;
    private static final long GIVES_UP_MILLIS = 300_000;
    private static final long WORKS_ON_MILLIS = 75_000;
    private static final Duration RESTS_WITHIN = Duration.ofMinutes(4);
    private static final long POLL_MILLIS = 100;
    private static final double SECOND = 1e3;

    private final Path home;
    private final RunDirectory directory;
    private final Machine machine;
    private final Schedule schedule;
    private final Consumer<String> told;
    private final long began = System.nanoTime();

    ChaosRun(Path home, RunDirectory directory, Machine machine, Schedule schedule, Consumer<String> told) {
        this.home = home;
        this.directory = directory;
        this.machine = machine;
        this.schedule = schedule;
        this.told = told;
    }

    /** What a run has left. */
    record Left(List<Operation> operations, List<Struck> faults, List<Verdict> verdicts, long lastedMillis) {}

    Left run() throws IOException, InterruptedException {
        tell("Cassandra starts", this::sinceStart);
        Lab lab = Lab.open(home, directory, new Lab.Plan(schedule.nodes(), HEAP_MIB, schedule.otherClocks()), machine);
        Runtime.getRuntime().addShutdownHook(new Thread(lab::close, "chaos-end"));
        try (lab;
                HistoryRecorder history = HistoryRecorder.open(directory.logs());
                Keeper keeper = new Keeper(lab, history::now)) {
            lab.nodes().forEach(lab::start);
            if (untilWhole(lab, FORMS_WITHIN_MILLIS) < 0) {
                throw new LabFailure("the nodes did not form a cluster; see " + directory.logs());
            }
            tell("the cluster is whole", history::now);
            return judged(lab, history, keeper);
        }
    }

    private Left judged(Lab lab, HistoryRecorder history, Keeper keeper) throws IOException, InterruptedException {
        Nemesis nemesis = new Nemesis(lab, history::now, told);
        long whole;
        long restarted;
        long healedAt;
        long stoppedAt;
        List<String> restless;
        Struck last;
        try (Workload workload = Workload.start(schedule.seed(), lab::entrances, history, WorkloadSettings.usual())) {
            tell("the house works", history::now);
            nemesis.carryOut(schedule.after(history.now()));
            workload.heal();
            healedAt = history.now();
            whole = untilWhole(lab, GIVES_UP_MILLIS);
            tell("healed", history::now);
            TimeUnit.MILLISECONDS.sleep(WORKS_ON_MILLIS);
            workload.stop();
            stoppedAt = history.now();
            // Before the restart: it would wake whatever the faults have left asleep.
            restless = workload.resolve(RESTS_WITHIN);
            tell(restless.isEmpty() ? "the house is at rest" : "no rest: " + restless, history::now);
            long killed = history.now();
            restarted = restartAll(lab);
            last = new Struck("kill-all", "all", killed, history.now(), "after the schedule");
            tell("all were killed and serve again", history::now);
            List<String> goingOn = workload.resolve(RESTS_WITHIN);
            tell(goingOn.isEmpty() ? "the house is still at rest" : "no rest: " + goingOn, history::now);
        }
        List<Verdict> verdicts = new ArrayList<>();
        try (CassandraSource journal = CassandraSource.open(lab.journal())) {
            history.close();
            verdicts.addAll(Verdicts.of(new Evidence(
                    history.operations(),
                    nemesis.struck(),
                    JournalFacts.read(journal),
                    Audit.of(journal),
                    healedAt,
                    stoppedAt)));
        }
        verdicts.addAll(new Aftermath(
                        schedule.nodes(),
                        nemesis.struck(),
                        nemesis.missed(),
                        nemesis.failed(),
                        keeper.ends(),
                        whole,
                        restarted,
                        restless,
                        forbidden(lab))
                .verdicts());
        List<Struck> shown = new ArrayList<>(nemesis.struck());
        shown.add(last);
        shown.addAll(keeper.ends());
        return new Left(history.operations(), shown, verdicts, history.now());
    }

    private long restartAll(Lab lab) throws InterruptedException {
        lab.nodes().parallelStream().forEach(LabNode::kill);
        lab.nodes().forEach(lab::start);
        return untilWhole(lab, GIVES_UP_MILLIS);
    }

    /** The milliseconds until every node serves and sees all others, -1 when it has taken too long. */
    private long untilWhole(Lab lab, long bound) throws InterruptedException {
        long from = sinceStart();
        while (sinceStart() - from < bound) {
            if (lab.nodes().stream().allMatch(node -> node.signs().seesAll(schedule.nodes()))) {
                return sinceStart() - from;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return -1;
    }

    private static List<String> forbidden(Lab lab) throws IOException {
        return LogScan.forbidden(
                lab.all().stream().flatMap(node -> node.logs().stream()).toList());
    }

    private long sinceStart() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    private void tell(String line, LongSupplier clock) {
        told.accept(String.format("%7.1f s  %s", clock.getAsLong() / SECOND, line));
    }
}
