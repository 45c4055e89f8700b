package io.breakwater.node.edge;

import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Exception;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One connection on which a test writes frames by hand, so that it can say what no client would. */
final class RawHttp2 implements AutoCloseable {

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;

    private static final int ACK = 1;
    private static final int INITIAL_WINDOW = 4;
    private static final int PATIENCE_MILLIS = 4_000;
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder();
    private final Ends ends = new Ends();
    private final Map<Integer, Integer> windows = new HashMap<>();
    private int initialWindow = 65_535;
    private int window = 65_535;

    private RawHttp2(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** A connection on which nothing was said yet. */
    static RawHttp2 silent(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        return new RawHttp2(socket);
    }

    /** A connection that speaks HTTP/2. */
    static RawHttp2 open(int port) throws IOException {
        RawHttp2 connection = silent(port);
        connection.write(PREFACE);
        connection.frame(SETTINGS, 0, 0, new byte[0]);
        return connection;
    }

    /** The headers of a call of the API, which a row may spoil. */
    static Map<String, String> call(String method, String principal) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(":method", "POST");
        headers.put(":scheme", "http");
        headers.put(":path", "/breakwater." + method);
        headers.put(":authority", "localhost");
        headers.put("content-type", "application/grpc");
        headers.put("te", "trailers");
        headers.put("breakwater-principal", principal);
        return headers;
    }

    /** A message as it stands in the body. */
    static byte[] message(byte[] body) {
        return message(0, body.length, body);
    }

    static byte[] message(int compressed, int declared, byte[] body) {
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) compressed)
                .putInt(declared)
                .put(body)
                .array();
    }

    RawHttp2 headers(int stream, Map<String, String> headers, boolean last) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        headers.forEach((name, value) -> {
            block.write(0); // a literal that is not indexed, its name spelt out
            text(block, name);
            text(block, value);
        });
        return frame(HEADERS, END_HEADERS | (last ? END_STREAM : 0), stream, block.toByteArray());
    }

    /** Data in frames of at most 16 KiB, as much at a time as the other side takes, until it ends the stream. */
    RawHttp2 data(int stream, byte[] bytes, boolean last) throws IOException {
        int at = 0;
        do {
            int size = Math.min(16_384, bytes.length - at);
            while (Math.min(window, windows.getOrDefault(stream, initialWindow)) < size
                    && ends.get(stream).isEmpty()) {
                receive();
            }
            if (ends.get(stream).isPresent()) {
                return this;
            }
            window -= size;
            windows.merge(stream, initialWindow - size, (left, first) -> left - size);
            byte[] part = new byte[size];
            System.arraycopy(bytes, at, part, 0, size);
            at += size;
            frame(DATA, last && at == bytes.length ? END_STREAM : 0, stream, part);
        } while (at < bytes.length);
        return this;
    }

    RawHttp2 reset(int stream) throws IOException {
        return frame(RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
    }

    RawHttp2 frame(int type, int flags, int stream, byte[] payload) throws IOException {
        byte[] frame = ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
        return write(frame);
    }

    RawHttp2 write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    /**
     * How the other side ends a stream: {@code grpc N} with the status, {@code http N} with an HTTP status alone,
     * {@code rst N}, {@code goaway N} for the whole connection, {@code closed} or {@code silence}.
     */
    String end(int stream) throws IOException {
        while (ends.get(stream).isEmpty()) {
            receive();
        }
        return ends.get(stream).orElseThrow();
    }

    /** Takes in one frame, or the end of the connection, which ends every stream. */
    private void receive() throws IOException {
        try {
            int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int of = in.readInt() & Integer.MAX_VALUE;
            take(type, flags, of, in.readNBytes(length));
        } catch (EOFException | SocketException closed) {
            ends.otherwise("closed");
        } catch (SocketTimeoutException silent) {
            ends.otherwise("silence");
        }
    }

    private void take(int type, int flags, int stream, byte[] payload) throws IOException {
        if (type == SETTINGS && (flags & ACK) == 0) {
            settings(ByteBuffer.wrap(payload));
            frame(SETTINGS, ACK, 0, new byte[0]);
        } else if (type == PING && (flags & ACK) == 0) {
            frame(PING, ACK, 0, payload);
        } else if (type == WINDOW_UPDATE && stream == 0) {
            window += ByteBuffer.wrap(payload).getInt();
        } else if (type == WINDOW_UPDATE) {
            int more = ByteBuffer.wrap(payload).getInt();
            windows.merge(stream, initialWindow + more, (left, first) -> left + more);
        } else if (type == GOAWAY && ByteBuffer.wrap(payload).getInt(4) != 0) {
            ends.otherwise("goaway " + ByteBuffer.wrap(payload).getInt(4));
        } else if (type == HEADERS) {
            status(decode(stream, payload)).ifPresent(status -> ends.put(stream, status));
        } else if (type == RST_STREAM) {
            ends.put(stream, "rst " + ByteBuffer.wrap(payload).getInt());
        }
    }

    private void settings(ByteBuffer payload) {
        while (payload.remaining() >= 6) {
            int name = payload.getShort();
            int value = payload.getInt();
            if (name == INITIAL_WINDOW) {
                int more = value - initialWindow;
                windows.replaceAll((stream, left) -> left + more);
                initialWindow = value;
            }
        }
    }

    /** How streams have ended, by the first word on each. */
    private static final class Ends {
        private final Map<Integer, String> words = new HashMap<>();
        private Optional<String> otherwise = Optional.empty();

        void put(int stream, String word) {
            words.putIfAbsent(stream, word);
        }

        /** The word on the whole connection, which ends every stream. */
        void otherwise(String word) {
            otherwise = otherwise.or(() -> Optional.of(word));
        }

        Optional<String> get(int stream) {
            return Optional.ofNullable(words.get(stream)).or(() -> otherwise);
        }
    }

    private static Optional<String> status(Http2Headers headers) {
        CharSequence http = headers.get(":status");
        CharSequence grpc = headers.get("grpc-status");
        if (http != null && !http.toString().equals("200")) {
            return Optional.of("http " + http);
        }
        return Optional.ofNullable(grpc).map(status -> "grpc " + status);
    }

    private Http2Headers decode(int stream, byte[] block) throws IOException {
        try {
            return decoder.decodeHeaders(stream, Unpooled.wrappedBuffer(block));
        } catch (Http2Exception e) {
            throw new IOException(e);
        }
    }

    private static void text(ByteArrayOutputStream block, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length < 127) {
            block.write(bytes.length);
        } else {
            block.write(127);
            int rest = bytes.length - 127;
            while (rest >= 128) {
                block.write((rest & 127) | 128);
                rest >>= 7;
            }
            block.write(rest);
        }
        block.writeBytes(bytes);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
