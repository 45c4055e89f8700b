package io.breakwater.node.journal.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;

final class FenceTest {

    @Test
    void theFenceIsOnByDefault() {
        assertThat(Fence.from(ConfigFactory.load().getConfig("breakwater.journal")))
                .isEqualTo(Fence.ON);
    }

    @Test
    void theFenceCannotBeSwitchedOffOutsideATestOfIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fence.from(ConfigFactory.parseString("fence = off")))
                .withMessageContaining("breakwater.test.unfenced");
    }
}
