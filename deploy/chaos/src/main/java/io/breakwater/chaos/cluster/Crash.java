package io.breakwater.chaos.cluster;

/** The node dies here and now; thrown through whatever it was doing. */
final class Crash extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final FaultKind where;

    Crash(FaultKind where) {
        super(where.name(), null, false, false);
        this.where = where;
    }

    FaultKind where() {
        return where;
    }
}
