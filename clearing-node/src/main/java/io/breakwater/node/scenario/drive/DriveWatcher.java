package io.breakwater.node.scenario.drive;

import io.breakwater.node.scenario.Step;

/** Hears how far the playing of a scenario is. Called from the thread that plays. */
public interface DriveWatcher {

    /** A step begins. */
    void begins(Step step);

    /** So much of something is done, of {@code total}. */
    void progress(Step step, String what, long done, long total);

    /** Something in a step that people want to know, in one line. */
    void tells(Step step, String line);

    /** A step is done and the house at rest. */
    void ends(Step step);
}
