package io.breakwater.chaos.process;

import java.io.IOException;

/** Signals that Java does not send by itself. */
final class Signals {

    private Signals() {}

    /** SIGSTOP: the process keeps its sockets and its memory, and does nothing. */
    static void stop(long pid) {
        send("STOP", pid);
    }

    /** SIGCONT. */
    static void go(long pid) {
        send("CONT", pid);
    }

    /** A process that is gone meanwhile needs none. */
    private static void send(String signal, long pid) {
        try {
            int status = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            boolean lives = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
            if (status != 0 && lives) {
                throw new LabFailure("kill -" + signal + " " + pid + " answered " + status);
            }
        } catch (IOException failed) {
            throw new LabFailure("kill could not be run: " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LabFailure("interrupted while signalling " + pid, interrupted);
        }
    }
}
