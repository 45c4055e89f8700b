package io.breakwater.chaos.cli;

import io.breakwater.chaos.nemesis.Nemesis;
import io.breakwater.chaos.nemesis.Schedule;
import io.breakwater.chaos.process.Keeper;
import io.breakwater.chaos.process.Lab;
import io.breakwater.chaos.process.LabFailure;
import io.breakwater.chaos.process.LabNode;
import io.breakwater.chaos.process.LogScan;
import io.breakwater.chaos.process.Machine;
import io.breakwater.chaos.run.Verdict;
import io.breakwater.node.demo.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One run from the first process to the last verdict. Every process that it starts has ended when it returns or throws. */
final class ChaosRun {

    private static final int HEAP_MIB = 320;
    private static final long FORMS_WITHIN_MILLIS = 180_000;
    private static final long GIVES_UP_MILLIS = 300_000;
    private static final long POLL_MILLIS = 100;
    private static final double SECOND = 1e3;

    private final Path home;
    private final RunDirectory directory;
    private final Machine machine;
    private final Schedule schedule;
    private final Consumer<String> told;
    /** The run begins when the cluster is whole; what comes before is set-up. */
    private volatile long began = System.nanoTime();

    ChaosRun(Path home, RunDirectory directory, Machine machine, Schedule schedule, Consumer<String> told) {
        this.home = home;
        this.directory = directory;
        this.machine = machine;
        this.schedule = schedule;
        this.told = told;
    }

    List<Verdict> run() throws IOException, InterruptedException {
        tell("Cassandra starts");
        Lab lab = Lab.open(home, directory, new Lab.Plan(schedule.nodes(), HEAP_MIB, schedule.otherClocks()), machine);
        Runtime.getRuntime().addShutdownHook(new Thread(lab::close, "chaos-end"));
        try (lab) {
            Keeper keeper = new Keeper(lab, this::now);
            try (keeper) {
                lab.nodes().forEach(lab::start);
                if (untilWhole(lab, FORMS_WITHIN_MILLIS) < 0) {
                    throw new LabFailure("the nodes did not form a cluster; see " + directory.logs());
                }
                tell("the cluster is whole; the run begins");
                began = System.nanoTime();
                Nemesis nemesis = new Nemesis(lab, this::now, told);
                nemesis.carryOut(schedule);
                long whole = untilWhole(lab, GIVES_UP_MILLIS);
                tell("healed");
                long restarted = restartAll(lab);
                tell("restarted");
                return new Aftermath(
                                schedule.nodes(),
                                nemesis.struck(),
                                nemesis.missed(),
                                nemesis.failed(),
                                keeper.ends(),
                                whole,
                                restarted,
                                forbidden(lab))
                        .verdicts();
            }
        }
    }

    private long restartAll(Lab lab) throws InterruptedException {
        lab.nodes().parallelStream().forEach(LabNode::kill);
        lab.nodes().forEach(lab::start);
        return untilWhole(lab, GIVES_UP_MILLIS);
    }

    /** The milliseconds until every node serves and sees all others, -1 when it has taken too long. */
    private long untilWhole(Lab lab, long bound) throws InterruptedException {
        long from = now();
        while (now() - from < bound) {
            if (lab.nodes().stream().allMatch(node -> node.signs().seesAll(schedule.nodes()))) {
                return now() - from;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return -1;
    }

    private static List<String> forbidden(Lab lab) throws IOException {
        return LogScan.forbidden(
                lab.all().stream().flatMap(node -> node.logs().stream()).toList());
    }

    private long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    private void tell(String line) {
        told.accept(String.format("%7.1f s  %s", now() / SECOND, line));
    }
}
