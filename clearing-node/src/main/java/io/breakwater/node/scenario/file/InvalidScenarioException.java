package io.breakwater.node.scenario.file;

import java.util.List;

/** A file that is refused as a whole; each line {@code file:line:column: what is wrong} names one flaw, in file order. */
public final class InvalidScenarioException extends Exception {

    private final List<String> lines;

    public InvalidScenarioException(List<String> lines) {
        super(lines.get(0) + (lines.size() == 1 ? "" : " (and " + (lines.size() - 1) + " more)"));
        this.lines = List.copyOf(lines);
    }

    public List<String> lines() {
        return lines;
    }
}
