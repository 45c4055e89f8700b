package io.breakwater.chaos.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.node.cluster.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real sockets: a caller, a relay, and somebody who is called. */
@Timeout(30)
final class RelayTest {

    private static final int SILENCE_MILLIS = 200;
    private static final byte WORD = 42;

    private final Network network = new Network();
    private ServerSocket called;
    private HostPort relay;

    @BeforeEach
    void listen() throws IOException {
        called = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        relay = network.relay("b", new HostPort("127.0.0.1", called.getLocalPort()), RelayTest::caller);
    }

    @AfterEach
    void end() throws IOException {
        network.close();
        called.close();
    }

    @Test
    void whatIsSaidArrivesInBothDirections() throws IOException {
        try (Socket caller = connect(1);
                Socket callee = called.accept()) {
            say(caller);
            assertThat(hear(callee)).isEqualTo(WORD);
            say(callee);
            assertThat(hear(caller)).isEqualTo(WORD);
        }
    }

    @Test
    void whatIsSaidOnACutLinkArrivesWhenItIsMended() throws IOException {
        try (Socket caller = connect(1);
                Socket callee = called.accept()) {
            Link.Hindrance cut = network.link("a1", "b").cut();
            say(caller);
            assertThatThrownBy(() -> hear(callee)).isInstanceOf(SocketTimeoutException.class);
            cut.close();
            assertThat(hear(callee)).isEqualTo(WORD);
        }
    }

    @Test
    void theOtherDirectionAndOtherCallersAreNotCut() throws IOException {
        try (Socket caller = connect(1);
                Socket callee = called.accept();
                Socket other = connect(2);
                Socket otherCallee = called.accept()) {
            network.link("a1", "b").cut();
            say(callee);
            assertThat(hear(caller)).isEqualTo(WORD);
            say(other);
            assertThat(hear(otherCallee)).isEqualTo(WORD);
        }
    }

    @Test
    void aLinkIsCutUntilEveryFaultLetsGoOfIt() {
        Link link = network.link("a1", "b");
        Link.Hindrance one = link.cut();
        Link.Hindrance two = link.cut();
        one.close();
        one.close();
        assertThat(link.isCut()).isTrue();
        two.close();
        assertThat(link.isCut()).isFalse();
    }

    @Test
    void aConnectionOverACutLinkIsMadeWhenItIsMended() throws IOException {
        Link.Hindrance cut = network.link("a1", "b").cut();
        called.setSoTimeout(SILENCE_MILLIS);
        try (Socket caller = connect(1)) {
            say(caller);
            assertThatThrownBy(called::accept).isInstanceOf(SocketTimeoutException.class);
            cut.close();
            called.setSoTimeout(0);
            try (Socket callee = called.accept()) {
                assertThat(hear(callee)).isEqualTo(WORD);
            }
        }
    }

    @Test
    void delaysAddUp() throws IOException {
        try (Socket caller = connect(1);
                Socket callee = called.accept()) {
            callee.setSoTimeout(0);
            network.link("a1", "b").slow(100);
            network.link("a1", "b").slow(150);
            long said = System.nanoTime();
            say(caller);
            callee.getInputStream().read();
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - said)).isGreaterThanOrEqualTo(250);
        }
    }

    @Test
    void moreThanTheRelayHoldsArrivesWholeAfterACut() throws Exception {
        byte[] much = new byte[8 * 1_024 * 1_024];
        for (int n = 0; n < much.length; n++) {
            much[n] = (byte) ((n * 31) >> 3);
        }
        try (Socket caller = connect(1);
                Socket callee = called.accept()) {
            callee.setSoTimeout(0);
            Link.Hindrance cut = network.link("a1", "b").cut();
            Thread sender = new Thread(() -> send(caller, much));
            sender.start();
            sender.join(SILENCE_MILLIS);
            assertThat(sender.isAlive()).as("the sender is held up").isTrue();
            cut.close();
            assertThat(callee.getInputStream().readNBytes(much.length)).isEqualTo(much);
        }
    }

    @Test
    void theEndOfOneSideIsTheEndOfTheOther() throws IOException {
        try (Socket caller = connect(1)) {
            called.accept().close();
            assertThat(caller.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void whoeverCallsNobodyIsSentAway() throws IOException {
        called.close();
        try (Socket caller = connect(1)) {
            assertThat(caller.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static String caller(InetAddress address) {
        return "a" + (address.getAddress()[3] - 10);
    }

    private Socket connect(int number) throws IOException {
        Socket socket = new Socket(
                InetAddress.getByName(relay.host()),
                relay.port(),
                InetAddress.getByName("127.0.0." + (10 + number)),
                0);
        socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(10));
        return socket;
    }

    private static void say(Socket socket) throws IOException {
        socket.getOutputStream().write(WORD);
    }

    private static int hear(Socket socket) throws IOException {
        socket.setSoTimeout(SILENCE_MILLIS);
        return socket.getInputStream().read();
    }

    private static void send(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException closed) {
            throw new IllegalStateException(closed);
        }
    }
}
