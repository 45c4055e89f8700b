package io.breakwater.chaos.nemesis;

import io.breakwater.chaos.nemesis.FaultKind.Aim;
import io.breakwater.chaos.process.Lab;
import io.breakwater.chaos.process.LabNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** What each kind of fault does, and how it is undone. */
final class Strikes {

    private static final long POLL_MILLIS = 100;

    private final Lab lab;
    private final LongSupplier clock;
    private final EpisodeHunt hunt;
    private final Cuts cuts;

    Strikes(Lab lab, LongSupplier clock) {
        this.lab = lab;
        this.clock = clock;
        this.hunt = new EpisodeHunt(lab, clock);
        this.cuts = new Cuts(lab);
    }

    /**
     * Strikes; nothing when there is nobody to be struck, or no moment for it came within the fault's time.
     *
     * @throws Exception when it could not be done
     */
    Optional<Effect> strike(Fault fault) throws Exception {
        if (fault.kind().aim() == Aim.OWNER) {
            Optional<EpisodeHunt.Found> found = hunt.await(fault.when(), clock.getAsLong() + fault.millis());
            return found.filter(each -> each.owner().isAlive())
                    .map(each -> owner(fault.kind(), each.owner(), each.step()));
        }
        List<LabNode> targets = targets(fault).stream()
                .filter(node -> node.isAlive() || fault.kind() == FaultKind.SCALE)
                .toList();
        if (targets.isEmpty() && fault.kind().aim() != Aim.CASSANDRA) {
            return Optional.empty();
        }
        return switch (fault.kind()) {
            case JOURNAL_PAUSE -> {
                lab.store().pause();
                yield effect("cassandra", "", lab.store()::resume);
            }
            case JOURNAL_KILL -> effect("cassandra", "pid " + lab.store().kill(), lab.store()::restart);
            case ROLLING_RESTART -> {
                rollingRestart(clock.getAsLong() + fault.millis());
                yield effect("all", "", () -> {});
            }
            case PARTITION_RING -> effect("all", "", Cuts.healing(cuts.ring()));
            default -> onNodes(fault, targets);
        };
    }

    private Optional<Effect> onNodes(Fault fault, List<LabNode> targets) throws Exception {
        String names = targets.stream().map(LabNode::name).collect(Collectors.joining("+"));
        LabNode first = targets.get(0);
        long amount = fault.amount();
        return switch (fault.kind()) {
            case KILL_ONE, KILL_MAJORITY, KILL_ALL -> kill(names, targets);
            case TERMINATE -> {
                first.terminate();
                yield effect(names, "pid " + first.pid(), () -> lab.start(first));
            }
            case SCALE -> {
                lab.start(first);
                yield effect(names, "pid " + first.pid(), first::terminate);
            }
            case PAUSE -> pause(first, "");
            case PARTITION -> effect(names, "", Cuts.healing(cuts.around(targets)));
            case PARTITION_OUT -> effect(names, "", Cuts.healing(cuts.from(targets)));
            case PARTITION_IN -> effect(names, "", Cuts.healing(cuts.to(targets)));
            case FLAP -> {
                Flapping flapping = new Flapping(() -> cuts.around(targets), amount);
                yield effect(names, "every " + amount + " ms", flapping::end);
            }
            case DELAY -> effect(names, amount + " ms", Cuts.healing(cuts.slow(first, amount)));
            case CUT_JOURNAL -> effect(names, "", Cuts.healing(cuts.journal(first)));
            case CUT_CLIENTS -> effect(names, "", Cuts.healing(cuts.clients(first)));
            case CPU -> {
                AutoCloseable share = lab.squeeze(first, (int) amount);
                yield effect(names, amount + " % of one processor", share::close);
            }
            case CLOCK -> {
                lab.setClock(first.name(), amount);
                yield effect(names, (amount < 0 ? "" : "+") + amount + " s", () -> lab.setClock(first.name(), 0));
            }
            case FOUND_APART -> foundApart(first);
            default -> throw new IllegalStateException("no strike for " + fault.kind());
        };
    }

    private List<LabNode> targets(Fault fault) {
        return switch (fault.kind().aim()) {
            case SPARE -> List.of(lab.spare());
            case ALL -> lab.nodes();
            default -> fault.targets().stream().map(lab::node).toList();
        };
    }

    private static Optional<Effect> effect(String target, String detail, Effect.Healing healing) {
        return Optional.of(new Effect(target, detail, healing));
    }

    private Optional<Effect> kill(String names, List<LabNode> targets) {
        String pids = targets.stream().map(node -> Long.toString(node.pid())).collect(Collectors.joining(", "));
        // All at once: none may see another one leave first.
        targets.parallelStream().forEach(LabNode::kill);
        return effect(names, "pid " + pids, () -> targets.forEach(lab::start));
    }

    private Effect owner(FaultKind kind, LabNode owner, String step) {
        return switch (kind) {
            case KILL_OWNER -> {
                owner.kill();
                yield new Effect(owner.name(), step, () -> lab.start(owner));
            }
            case TERMINATE_OWNER -> {
                owner.terminate();
                yield new Effect(owner.name(), step, () -> lab.start(owner));
            }
            case PAUSE_OWNER -> pause(owner, step).orElseThrow();
            default -> throw new IllegalStateException("not aimed at an owner: " + kind);
        };
    }

    private static Optional<Effect> pause(LabNode node, String detail) {
        node.pause();
        return effect(node.name(), detail, node::resume);
    }

    /** Each leaves in order and is back before the next one leaves, as an operator would do it. */
    private void rollingRestart(long until) throws InterruptedException {
        for (LabNode node : lab.nodes()) {
            if (clock.getAsLong() < until && node.isAlive()) {
                node.terminate();
                lab.start(node);
                while (!node.signs().serves() && clock.getAsLong() < until) {
                    TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                }
            }
        }
    }

    /** What must not happen and does: a node that hears nobody is told that it comes first. */
    private Optional<Effect> foundApart(LabNode node) {
        List<AutoCloseable> held = new ArrayList<>(cuts.around(List.of(node)));
        node.kill();
        node.start(Collections.singletonList(node.peer()));
        return effect(node.name(), "pid " + node.pid(), () -> {
            node.kill();
            Cuts.healing(held).heal();
            lab.start(node);
        });
    }
}
