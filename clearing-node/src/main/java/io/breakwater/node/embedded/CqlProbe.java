package io.breakwater.node.embedded;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Asks a port whether a Cassandra answers there: an OPTIONS frame of CQL protocol 4, to be met by SUPPORTED. */
final class CqlProbe {

    private static final byte[] OPTIONS = {4, 0, 0, 0, 5, 0, 0, 0, 0};
    private static final byte RESPONSE_VERSION_4 = (byte) 0x84;
    private static final byte SUPPORTED = 6;
    private static final int OPCODE_OFFSET = 4;
    private static final int CONNECT_MILLIS = 500;
    private static final int ANSWER_MILLIS = 2_000;

    private CqlProbe() {}

    static boolean answers(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write(OPTIONS);
            byte[] header = new byte[OPTIONS.length];
            new DataInputStream(socket.getInputStream()).readFully(header);
            return header[0] == RESPONSE_VERSION_4 && header[OPCODE_OFFSET] == SUPPORTED;
        } catch (IOException notYet) {
            return false;
        }
    }
}
