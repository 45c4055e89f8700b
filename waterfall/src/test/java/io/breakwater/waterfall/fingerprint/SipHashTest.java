package io.breakwater.waterfall.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors that its authors published: the key 00 to 0f, the message 00, 01, ... of so many bytes. */
class SipHashTest {

    @ParameterizedTest
    @CsvSource({
        "0, 726fdb47dd0e0e31",
        "1, 74f839c593dc67fd",
        "7, ab0200f58b01d137",
        "8, 93f5f5799a932462",
        "15, a129ca6149be45e5",
        "16, 3f2acc7f57c29bdb"
    })
    void hashesAsPublished(int bytes, String hash) {
        byte[] message = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            message[i] = (byte) i;
        }
        FingerprintKey key = Keys.FIXED;
        assertThat(SipHash.of(key.low(), key.high(), message)).isEqualTo(Long.parseUnsignedLong(hash, 16));
    }

    @Test
    void aWeightIsTheHashOfTheIdBelowThePrime() {
        EntityId account = EntityId.of(EntityKind.ACCOUNT, "alder.house");
        byte[] id = "account|alder.house".getBytes(StandardCharsets.UTF_8);
        long hash = SipHash.of(Keys.FIXED.low(), Keys.FIXED.high(), id);
        assertThat(Keys.FIXED.weight(account))
                .isEqualTo(Long.remainderUnsigned(hash, FingerprintKey.PRIME))
                .isBetween(0L, FingerprintKey.PRIME - 1);
    }

    @Test
    void aKeyHasSixteenBytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> FingerprintKey.parse("00"));
    }
}
