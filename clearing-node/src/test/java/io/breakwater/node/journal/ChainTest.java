package io.breakwater.node.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

final class ChainTest {
    private static final StoredPayload PAYLOAD =
            new StoredPayload(7, "Zürich", ByteString.fromArray(new byte[] {1, 2, 3}));

    @Test
    void aLinkIsTheDigestOfTheDocumentedBytes() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(new byte[32]);
        byte[] id = "account|ALFA".getBytes(StandardCharsets.UTF_8);
        out.writeInt(id.length);
        out.write(id);
        out.writeLong(42);
        byte[] manifest = "Zürich".getBytes(StandardCharsets.UTF_8);
        out.writeInt(manifest.length);
        out.write(manifest);
        out.writeInt(3);
        out.write(new byte[] {1, 2, 3});
        byte[] expected = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());

        assertThat(Chain.GENESIS.next("account|ALFA", 42, PAYLOAD).digest()).isEqualTo(ByteString.fromArray(expected));
    }

    @Test
    void everyPartOfARowMovesItsLink() {
        Chain link = Chain.GENESIS.next("a", 1, PAYLOAD);
        assertThat(link.next("a", 1, PAYLOAD)).isNotEqualTo(link);
        assertThat(Chain.GENESIS.next("b", 1, PAYLOAD)).isNotEqualTo(link);
        assertThat(Chain.GENESIS.next("a", 2, PAYLOAD)).isNotEqualTo(link);
        assertThat(Chain.GENESIS.next("a", 1, new StoredPayload(7, "Zurich", PAYLOAD.bytes())))
                .isNotEqualTo(link);
        assertThat(Chain.GENESIS.next("a", 1, new StoredPayload(7, "Zürich", ByteString.fromString("x"))))
                .isNotEqualTo(link);
    }

    @Test
    void bytesCannotWanderBetweenManifestAndPayload() {
        StoredPayload one = new StoredPayload(1, "ab", ByteString.fromString("c"));
        StoredPayload other = new StoredPayload(1, "a", ByteString.fromString("bc"));
        assertThat(Chain.GENESIS.next("a", 1, one)).isNotEqualTo(Chain.GENESIS.next("a", 1, other));
    }

    @Test
    void aLinkHasThirtyTwoBytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Chain(ByteString.fromString("short")));
    }
}
