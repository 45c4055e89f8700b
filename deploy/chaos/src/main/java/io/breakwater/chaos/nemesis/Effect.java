package io.breakwater.chaos.nemesis;

/**
 * A fault that has struck.
 *
 * @param target whom
 * @param detail what one would want to know beside it, may be empty
 * @param healing undoes it
 */
record Effect(String target, String detail, Healing healing) {

    /** Undoes a fault. */
    @FunctionalInterface
    interface Healing {
        void heal() throws Exception;
    }
}
