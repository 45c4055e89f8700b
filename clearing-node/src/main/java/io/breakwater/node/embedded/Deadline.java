package io.breakwater.node.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/** A bounded wait on something outside this process, which tells nobody when it changes and so has to be asked. */
record Deadline(long atNanos) {

    private static final long POLL_MILLIS = 25;

    /** A question to the outside. */
    @FunctionalInterface
    interface Question {
        boolean yes() throws IOException;
    }

    static Deadline after(Duration bound) {
        return new Deadline(System.nanoTime() + bound.toNanos());
    }

    boolean passed() {
        return System.nanoTime() - atNanos >= 0;
    }

    /** Asks at least once; false when the answer was still no at the deadline. */
    boolean await(Question question) throws IOException {
        while (!question.yes()) {
            if (passed()) {
                return false;
            }
            pause();
        }
        return true;
    }

    boolean tryLock(Lock lock) throws IOException {
        try {
            return lock.tryLock(Math.max(0, atNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static IOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted while waiting", cause);
    }
}
