package io.breakwater.node.cli;

import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Standard input as the sign of life of the process at its other end. */
final class StandardInput {

    private static final Logger LOG = LoggerFactory.getLogger(StandardInput.class);

    private StandardInput() {}

    /**
     * Ends this process at once when standard input closes. Nobody is left to hand anything over to: whoever started this
     * process is dead, however that came, and with it the store.
     */
    static void endProcessWhenItCloses() {
        Thread watch = new Thread(
                () -> {
                    awaitClosed(System.in);
                    LOG.info("standard input closed: whoever started this node is gone, so it ends");
                    Runtime.getRuntime().halt(0);
                },
                "standard-input");
        watch.setDaemon(true);
        watch.start();
    }

    private static void awaitClosed(InputStream in) {
        try {
            while (in.read() >= 0) {
                // What is written to it means nothing.
            }
        } catch (IOException broken) {
            LOG.info("standard input broke", broken);
        }
    }
}
