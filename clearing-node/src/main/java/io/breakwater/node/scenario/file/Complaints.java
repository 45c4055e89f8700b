package io.breakwater.node.scenario.file;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Collects the flaws of one file while it is read, so that all of them are reported together, each once. */
final class Complaints {

    private static final Comparator<Complaint> ORDER = Comparator.comparingInt(
                    (Complaint complaint) -> complaint.place().line())
            .thenComparingInt(complaint -> complaint.place().column());

    private final String file;
    private final Set<Complaint> complaints = new LinkedHashSet<>();

    Complaints(String file) {
        this.file = file;
    }

    private record Complaint(Place place, String text) {}

    /** A position in the file, both counted from 1. */
    record Place(int line, int column) {
        static final Place START = new Place(1, 1);
    }

    void add(Place place, String text) {
        complaints.add(new Complaint(place, oneLine(text)));
    }

    boolean any() {
        return !complaints.isEmpty();
    }

    void throwIfAny() throws InvalidScenarioException {
        if (any()) {
            throw new InvalidScenarioException(complaints.stream()
                    .sorted(ORDER)
                    .map(complaint -> file + ":" + complaint.place().line() + ":"
                            + complaint.place().column() + ": " + complaint.text())
                    .toList());
        }
    }

    /** Control characters of a file must not reach a terminal nor break the line. */
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .forEach(c -> line.appendCodePoint(Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c));
        return line.toString().strip();
    }
}
