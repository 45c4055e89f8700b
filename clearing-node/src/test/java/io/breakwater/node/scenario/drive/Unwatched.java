package io.breakwater.node.scenario.drive;

import io.breakwater.node.scenario.Step;
import java.util.ArrayList;
import java.util.List;

/** Nobody looks; what is told is kept. */
final class Unwatched implements DriveWatcher {

    private final List<String> told = new ArrayList<>();

    List<String> told() {
        return List.copyOf(told);
    }

    @Override
    public void begins(Step step) {}

    @Override
    public void progress(Step step, String what, long done, long total) {}

    @Override
    public void tells(Step step, String line) {
        told.add(line);
    }

    @Override
    public void ends(Step step) {}
}
