package io.breakwater.node.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class WriteBoundsTest {
    private static final WriteLimits LIMITS = new WriteLimits(10, 3, 20);

    @Test
    void anEventAtTheLimitIsTakenAndOneByteMoreIsNot() {
        assertThatNoException().isThrownBy(() -> LIMITS.check(List.of(event(1, 10))));
        assertThatExceptionOfType(TooLargeException.class).isThrownBy(() -> LIMITS.check(List.of(event(1, 11))));
    }

    @Test
    void aWriteOfTooManyEventsIsRefused() {
        assertThatNoException().isThrownBy(() -> LIMITS.check(StoredEvents.range("a", "w", 1, 3)));
        assertThatExceptionOfType(TooLargeException.class)
                .isThrownBy(() -> LIMITS.check(StoredEvents.range("a", "w", 1, 4)));
    }

    @Test
    void aWriteOfTooManyBytesIsRefused() {
        assertThatNoException().isThrownBy(() -> LIMITS.check(List.of(event(1, 10), event(2, 10))));
        assertThatExceptionOfType(TooLargeException.class)
                .isThrownBy(() -> LIMITS.check(List.of(event(1, 10), event(2, 10), event(3, 1))));
    }

    @Test
    void aBatchContinuesItsHeadWithoutAHole() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventBatch.continuing(Head.NONE, StoredEvents.range("a", "w", 2, 3)));
        assertThat(EventBatch.continuing(Head.NONE, StoredEvents.range("a", "w", 1, 3))
                        .highest())
                .isEqualTo(3);
    }

    @Test
    void onlySoManyHeadsAreRememberedAndOnlyAtTheirNumber() {
        RememberedHeads heads = new RememberedHeads(2);
        heads.remember("a", new Head(1, 0, Chain.GENESIS));
        heads.remember("b", new Head(2, 0, Chain.GENESIS));
        assertThat(heads.at("a", 1)).isPresent();
        assertThat(heads.at("a", 2)).isEmpty();
        heads.remember("c", new Head(3, 0, Chain.GENESIS));
        assertThat(heads.at("b", 2)).isEmpty();
        assertThat(heads.at("a", 1)).isPresent();
    }

    private static StoredEvent event(long number, int bytes) {
        return StoredEvents.event("a", "w", number, "x".repeat(bytes));
    }
}
