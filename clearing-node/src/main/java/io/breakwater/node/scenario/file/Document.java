package io.breakwater.node.scenario.file;

import java.util.List;

/** A part of a YAML file with its place: the plain tree, every value still the text that was written. */
sealed interface Document {

    Complaints.Place place();

    /** What it is, for people. */
    String kind();

    /** One value as written; {@code quoted} tells an empty text from no value. */
    record Scalar(Complaints.Place place, String text, boolean quoted) implements Document {
        @Override
        public String kind() {
            return "a single value";
        }

        boolean isAbsent() {
            return !quoted && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }
    }

    /** A list. */
    record Sequence(Complaints.Place place, List<Document> items) implements Document {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Keys with values, each key once. */
    record Mapping(Complaints.Place place, List<Entry> entries) implements Document {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String kind() {
            return "a block of keys";
        }
    }

    /** A key and its value. */
    record Entry(Scalar key, Document value) {}
}
