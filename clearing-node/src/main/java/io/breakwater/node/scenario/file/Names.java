package io.breakwater.node.scenario.file;

import java.util.Set;
import java.util.TreeSet;

/** The ids of one kind that a file has declared so far, those of refused rows included. */
final class Names {

    private final String what;
    private final Set<String> declared = new TreeSet<>();

    Names(String what) {
        this.what = what;
    }

    /** What these ids name, for people. */
    String what() {
        return what;
    }

    /** False when the id was declared before. */
    boolean declare(String id) {
        return declared.add(id);
    }

    boolean contains(String id) {
        return declared.contains(id);
    }

    int count() {
        return declared.size();
    }
}
