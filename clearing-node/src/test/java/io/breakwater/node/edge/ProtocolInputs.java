package io.breakwater.node.edge;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.breakwater.protocol.house.v1.OpenAccountRequest;
import io.breakwater.protocol.trades.v1.SubmitTradesRequest;
import io.breakwater.protocol.trades.v1.Trade;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Bad input below the level of messages: bytes, frames, headers and deadlines that no client of ours would send. Each row
 * says how the server must end the call or the connection, as {@link RawHttp2#end} writes it.
 */
final class ProtocolInputs {

    private static final String OPEN = "house.v1.HouseService/OpenAccount";
    private static final String TRADES = "trades.v1.TradeService/SubmitTrades";
    private static final String OPERATOR = "operator/ops";
    private static final int MESSAGE_LIMIT = 1024 * 1024;

    private static final String INVALID = "grpc 3";
    private static final String LATE = "grpc 4";
    private static final String EXHAUSTED = "grpc 8";
    private static final String UNIMPLEMENTED = "grpc 12";
    private static final String INTERNAL = "grpc 13";

    private final List<Row> rows = new ArrayList<>();

    private ProtocolInputs() {}

    /** One bad thing to do to a port, and how it must end. */
    record Row(String name, Attempt attempt, List<String> ends) {}

    /** Does it and says how it ended. */
    interface Attempt {
        String at(int port) throws IOException;
    }

    static List<Row> rows() {
        ProtocolInputs table = new ProtocolInputs();
        table.bodies();
        table.headers();
        table.deadlines();
        table.streams();
        table.connections();
        return List.copyOf(table.rows);
    }

    private void bodies() {
        body("random bytes", random(200), INVALID);
        body("truncated varint", new byte[] {8, -128}, INVALID);
        body("wrong wire type", new byte[] {10, 1, 65, 11, 12, 13}, INVALID);
        body("field number zero", new byte[] {2, 1, 65}, INVALID);
        body("length beyond the field", new byte[] {10, 100, 65}, INVALID);
        body("negative length", new byte[] {10, -1, -1, -1, -1, 15}, INVALID);
        body("invalid UTF-8", new byte[] {10, 2, -61, 40}, INVALID);
        body("nesting 1,000 deep", nested(1_000), INVALID);
        body("one byte over the limit", new byte[MESSAGE_LIMIT + 1], EXHAUSTED);
        row("100,000 repeated entries", port -> unary(port, RawHttp2.call(TRADES, "venue/nymex"), many()), INVALID);
        row("unknown fields and nothing else", port -> unary(port, call(), unknownFields()), INVALID);
        row("declared length beyond the body", port -> whole(port, call(), RawHttp2.message(0, 99, good())), INTERNAL);
        row("declared length of 4 GiB", port -> whole(port, call(), RawHttp2.message(0, -1, good())), EXHAUSTED);
        row("a body that ends in a prefix", port -> whole(port, call(), new byte[] {0, 0, 0}), INTERNAL);
        row("compressed without saying how", port -> whole(port, call(), RawHttp2.message(1, 3, random(3))), INTERNAL);
        row("reserved bits in the prefix", port -> whole(port, call(), RawHttp2.message(254, 3, random(3))), INTERNAL);
        row(
                "a bomb",
                port -> whole(port, with("grpc-encoding", "gzip"), RawHttp2.message(1, bomb().length, bomb())),
                EXHAUSTED);
        row(
                "gzip that is none",
                port -> whole(port, with("grpc-encoding", "gzip"), RawHttp2.message(1, 50, random(50))),
                INVALID);
        row("two messages on a unary call", port -> whole(port, call(), twice(RawHttp2.message(good()))), INTERNAL);
        row("no message", port -> whole(port, call(), new byte[0]), INTERNAL);
    }

    private void headers() {
        row("unknown compression", port -> unary(port, with("grpc-encoding", "zip"), good()), UNIMPLEMENTED);
        row("metadata of 9 KiB", port -> unary(port, with("x-large", "a".repeat(9 * 1024)), good()), "http 431");
        row("binary header with bad base64", port -> unary(port, with("x-trace-bin", "!*!"), good()), "rst 1");
        row("another content type", port -> unary(port, with("content-type", "text/plain"), good()), "http 415");
        row("no content type", port -> unary(port, without("content-type"), good()), "http 415");
        row("GET", port -> unary(port, with(":method", "GET"), good()), "http 405");
        row("a path without a slash", port -> unary(port, with(":path", "breakwater"), good()), "http 404");
        row(
                "unknown method",
                port -> unary(port, RawHttp2.call("house.v1.HouseService/Unheard", OPERATOR), good()),
                UNIMPLEMENTED);
        row(
                "unknown service",
                port -> unary(port, RawHttp2.call("moon.v1.MoonService/Rise", OPERATOR), good()),
                UNIMPLEMENTED);
        row("upper case in a header's name", port -> unary(port, with("X-Upper", "1"), good()), "rst 1");
        row("no path", port -> unary(port, without(":path"), good()), "http 404");
        row(
                "a principal twice over",
                port -> unary(port, with("breakwater-principal", "operator/ops,member/alder"), good()),
                "grpc 16");
    }

    private void deadlines() {
        for (String text : List.of("1x", "x", "", "S", "-1S", "+1S", "1.5S", "999999999S")) {
            row("deadline '" + text + "'", port -> unary(port, with("grpc-timeout", text), good()), INVALID);
        }
        for (String text : List.of("0n", "0S")) {
            row("deadline " + text, port -> unary(port, with("grpc-timeout", text), good()), "rst 8", LATE);
        }
    }

    private void streams() {
        row(
                "cancelled straight after it was sent",
                port -> {
                    try (RawHttp2 raw = RawHttp2.open(port)) {
                        raw.headers(1, call(), false)
                                .data(1, RawHttp2.message(random(20)), true)
                                .reset(1);
                        return next(raw, 3);
                    }
                },
                INVALID);
        row("ten years", port -> unary(port, with("grpc-timeout", "87600H"), good()), INVALID);
        row(
                "half sent, then silent",
                port -> {
                    try (RawHttp2 raw = RawHttp2.open(port)) {
                        return raw.headers(1, with("grpc-timeout", "500m"), false)
                                .data(1, RawHttp2.message(good()), false)
                                .end(1);
                    }
                },
                "rst 8");
        row(
                "data of a stream that was never opened",
                port -> {
                    try (RawHttp2 raw = RawHttp2.open(port)) {
                        return raw.data(7, new byte[4], true).end(7);
                    }
                },
                "goaway 1");
        row(
                "a stream with an even number",
                port -> {
                    try (RawHttp2 raw = RawHttp2.open(port)) {
                        return raw.headers(2, call(), true).end(2);
                    }
                },
                "goaway 1");
        row(
                "one stream more than may be open",
                port -> {
                    try (RawHttp2 raw = RawHttp2.open(port)) {
                        for (int i = 0; i <= 100; i++) {
                            raw.headers(1 + 2 * i, with("grpc-timeout", "2S"), false);
                        }
                        return raw.end(201);
                    }
                },
                "rst 7");
        row(
                "a connection that says it goes away in the middle of a call",
                port -> {
                    try (RawHttp2 raw = RawHttp2.open(port)) {
                        return raw.headers(1, call(), false)
                                .frame(RawHttp2.GOAWAY, 0, 0, new byte[8])
                                .data(1, RawHttp2.message(random(20)), true)
                                .end(1);
                    }
                },
                INVALID);
    }

    private void connections() {
        row("HTTP/1.1", port -> text(port, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"), "goaway 1");
        row("plain garbage", port -> text(port, "hello\r\nhello\r\nhello\r\nhello\r\n\r\n"), "goaway 1");
        row(
                "a handshake of TLS",
                port -> text(
                        port, "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003" + "x".repeat(40)),
                "goaway 1");
        row(
                "a frame larger than agreed",
                port -> {
                    try (RawHttp2 raw = RawHttp2.open(port)) {
                        return raw.headers(1, call(), false)
                                .frame(RawHttp2.DATA, 0, 1, new byte[65_536])
                                .end(1);
                    }
                },
                "goaway 6",
                "closed");
        row(
                "a header block that is none",
                port -> {
                    try (RawHttp2 raw = RawHttp2.open(port)) {
                        return raw.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, new byte[] {-1, -1, -1, -1, -1, -1})
                                .end(1);
                    }
                },
                "goaway 9");
        row(
                "a flood of resets",
                port -> {
                    try (RawHttp2 raw = RawHttp2.open(port)) {
                        for (int i = 0; i < 1_000; i++) {
                            raw.headers(1 + 2 * i, call(), false).reset(1 + 2 * i);
                        }
                        return raw.end(9_999);
                    } catch (IOException cut) {
                        return "closed";
                    }
                },
                "goaway 11",
                "closed");
    }

    private void row(String name, Attempt attempt, String... ends) {
        rows.add(new Row("D " + name, attempt, List.of(ends)));
    }

    private void body(String name, byte[] body, String... ends) {
        row(name, port -> unary(port, call(), body), ends);
    }

    private static String unary(int port, Map<String, String> headers, byte[] body) throws IOException {
        return whole(port, headers, RawHttp2.message(body));
    }

    private static String whole(int port, Map<String, String> headers, byte[] data) throws IOException {
        try (RawHttp2 raw = RawHttp2.open(port)) {
            raw.headers(1, headers, false);
            try {
                raw.data(1, data, true);
            } catch (IOException cut) {
                // the answer says why
                return raw.end(1);
            }
            return raw.end(1);
        }
    }

    /** How a call that is refused ends on a connection on which another was given up. */
    private static String next(RawHttp2 raw, int stream) throws IOException {
        return raw.headers(stream, call(), false)
                .data(stream, RawHttp2.message(random(20)), true)
                .end(stream);
    }

    private static String text(int port, String text) throws IOException {
        try (RawHttp2 raw = RawHttp2.silent(port)) {
            return raw.write(text.getBytes(StandardCharsets.ISO_8859_1)).end(0);
        }
    }

    private static Map<String, String> call() {
        return RawHttp2.call(OPEN, OPERATOR);
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> headers = call();
        headers.put(name, value);
        return headers;
    }

    private static Map<String, String> without(String name) {
        Map<String, String> headers = call();
        headers.remove(name);
        return headers;
    }

    /** A request that would be right but for its class: whatever else a row gets wrong, nothing is opened. */
    private static byte[] good() {
        return OpenAccountRequest.newBuilder()
                .setAccount("never.opened")
                .setMember("alder")
                .setCurrencyCode("USD")
                .build()
                .toByteArray();
    }

    private static byte[] many() {
        SubmitTradesRequest.Builder request =
                SubmitTradesRequest.newBuilder().setStream("main").setSequence(1);
        for (int i = 0; i < 100_000; i++) {
            request.addTrades(Trade.getDefaultInstance());
        }
        return request.build().toByteArray();
    }

    private static byte[] unknownFields() {
        return written(out -> {
            out.writeString(4_000, "unheard");
            out.writeFixed64(4_001, 7);
        });
    }

    private static byte[] nested(int depth) {
        return written(out -> {
            for (int i = 0; i < depth; i++) {
                out.writeTag(50, WireFormat.WIRETYPE_START_GROUP);
            }
            for (int i = 0; i < depth; i++) {
                out.writeTag(50, WireFormat.WIRETYPE_END_GROUP);
            }
        });
    }

    /** A name of 100 MiB in some 100 KiB. */
    private static byte[] bomb() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(written(out -> {
                out.writeTag(1, WireFormat.WIRETYPE_LENGTH_DELIMITED);
                out.writeUInt32NoTag(100 * MESSAGE_LIMIT);
            }));
            byte[] nothing = new byte[MESSAGE_LIMIT];
            for (int i = 0; i < 100; i++) {
                gzip.write(nothing);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        bytes[0] = -1;
        return bytes;
    }

    private static byte[] twice(byte[] once) {
        byte[] both = Arrays.copyOf(once, 2 * once.length);
        System.arraycopy(once, 0, both, once.length, once.length);
        return both;
    }

    private interface Writing {
        void to(CodedOutputStream out) throws IOException;
    }

    private static byte[] written(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            writing.to(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
