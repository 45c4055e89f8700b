package io.breakwater.chaos.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that gets a part of one processor only, by a control group of its own (version 1), until this is closed. A
 * process that has died meanwhile has left its group.
 */
final class CpuShare implements AutoCloseable {

    private static final long PERIOD_MICROS = 100_000;

    private final Path groups;
    private final Path group;

    private CpuShare(Path groups, Path group) {
        this.groups = groups;
        this.group = group;
    }

    static CpuShare of(Path groups, long pid, int percent) {
        Path group = groups.resolve("breakwater-chaos-" + pid);
        try {
            Files.createDirectory(group);
            Files.writeString(group.resolve("cpu.cfs_period_us"), Long.toString(PERIOD_MICROS));
            Files.writeString(group.resolve("cpu.cfs_quota_us"), Long.toString(PERIOD_MICROS * percent / 100));
            Files.writeString(group.resolve("cgroup.procs"), Long.toString(pid));
            return new CpuShare(groups, group);
        } catch (IOException refused) {
            throw new LabFailure("no control group for process " + pid + ": " + refused, refused);
        }
    }

    /** Back to the group of all; an empty group can be removed. */
    @Override
    public synchronized void close() {
        if (!Files.isDirectory(group)) {
            return;
        }
        try {
            for (String pid : Files.readAllLines(group.resolve("cgroup.procs"))) {
                Files.writeString(groups.resolve("cgroup.procs"), pid);
            }
            Files.delete(group);
        } catch (IOException left) {
            throw new LabFailure("the control group " + group + " is left behind: " + left, left);
        }
    }
}
