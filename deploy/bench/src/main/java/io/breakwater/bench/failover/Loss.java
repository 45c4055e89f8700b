package io.breakwater.bench.failover;

import io.breakwater.bench.ground.BenchFailure;
import io.breakwater.node.demo.ChildNode;
import java.io.IOException;

/** How nodes are lost, and how soon every account is to answer again, counted from the signal. */
public enum Loss {
    /** The process is gone and has told nobody. */
    KILLED("failover", "SIGKILL of one node of three until every account answers", 10) {
        @Override
        void strike(ChildNode node) {
            node.kill();
        }
    },
    /** The node is told to leave, hands over and ends. */
    ASKED_TO_LEAVE("failover_sigterm", "SIGTERM of one node of three until every account answers", 3) {
        @Override
        void strike(ChildNode node) {
            node.end();
        }
    },
    /** The process stands still; its connections stay open. */
    STOPPED("failover_sigstop", "SIGSTOP of one node of three until every account answers", 10) {
        @Override
        void strike(ChildNode node) {
            signal("-STOP", node);
        }
    },
    /** All three are killed, and three new ones are started at once. */
    ALL_KILLED("restart", "SIGKILL of three nodes and their start anew until every account answers", 90) {
        @Override
        void strike(ChildNode node) {
            node.kill();
        }
    };

    private final String key;
    private final String what;
    private final double goalSeconds;

    Loss(String key, String what, double goalSeconds) {
        this.key = key;
        this.what = what;
        this.goalSeconds = goalSeconds;
    }

    abstract void strike(ChildNode node);

    String key() {
        return key;
    }

    String what() {
        return what;
    }

    double goalSeconds() {
        return goalSeconds;
    }

    private static void signal(String signal, ChildNode node) {
        try {
            int status = new ProcessBuilder("kill", signal, Long.toString(node.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new BenchFailure("kill " + signal + " " + node.pid() + " ended with " + status);
            }
        } catch (IOException failed) {
            throw new BenchFailure("no signal could be sent", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted while a signal was sent", interrupted);
        }
    }
}
