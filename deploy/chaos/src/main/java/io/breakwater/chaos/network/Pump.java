package io.breakwater.chaos.network;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Carries what one socket says to another over a link. Holds at most {@value #CHUNKS} pieces of {@value #CHUNK_BYTES} bytes:
 * a sender on a cut link is soon held up as it would be by a real one.
 */
final class Pump {

    private static final int CHUNKS = 64;
    private static final int CHUNK_BYTES = 16 * 1_024;

    private final Socket source;
    private final Socket sink;
    private final Link link;
    private final Runnable over;
    private final BlockingQueue<Chunk> underWay = new ArrayBlockingQueue<>(CHUNKS);

    /** A piece and when it may arrive; the last one, without bytes, is the end of the connection. */
    private record Chunk(ByteBuffer bytes, long dueNanos) {
        boolean isEnd() {
            return !bytes.hasRemaining();
        }
    }

    Pump(Socket source, Socket sink, Link link, Runnable over) {
        this.source = source;
        this.sink = sink;
        this.link = link;
        this.over = over;
    }

    /** Reads until the source ends, and says so at the other end when everything before has arrived. */
    void read() {
        try {
            byte[] buffer = new byte[CHUNK_BYTES];
            while (true) {
                int read = readInto(buffer);
                byte[] piece = read > 0 ? Arrays.copyOf(buffer, read) : new byte[0];
                underWay.put(new Chunk(ByteBuffer.wrap(piece), System.nanoTime() + link.delayNanos()));
                if (read <= 0) {
                    return;
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** A reset ends a connection as a close does. */
    private int readInto(byte[] buffer) {
        try {
            return source.getInputStream().read(buffer);
        } catch (IOException reset) {
            return -1;
        }
    }

    /** Writes what has been read, when it is due and the link is open; the end of one direction ends the connection. */
    void write() {
        try {
            while (true) {
                Chunk chunk = underWay.take();
                TimeUnit.NANOSECONDS.sleep(chunk.dueNanos() - System.nanoTime());
                link.awaitOpen();
                if (chunk.isEnd()) {
                    return;
                }
                sink.getOutputStream().write(chunk.bytes().array());
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            // Whoever should have read it is no longer there, and learns nothing more.
        } finally {
            over.run();
        }
    }
}
