package io.breakwater.waterfall.bucket;

/** One account on the roster of its bucket: whose it is, of what kind, and how far its life has got. */
public record RosterLine(String member, AccountKind kind, Stage stage) {

    /** An account is opened, becomes active with its first obligation, and is closed once. */
    public enum Stage {
        OPENED,
        ACTIVE,
        CLOSED
    }

    RosterLine at(Stage next) {
        return new RosterLine(member, kind, next);
    }
}
