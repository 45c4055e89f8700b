package io.breakwater.chaos.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class JournalTest {

    private static final EntityId BANK = EntityId.of(EntityKind.BANK, "main");

    private final Journal journal = new Journal();

    @Test
    void aWriteFromBeforeTheLastClaimIsRefused() {
        assertThat(journal.append(row(1, "one"))).isFalse();
        assertThat(journal.claim(journal.find(BANK), "one")).isTrue();
        assertThat(journal.append(row(1, "one"))).isTrue();
        assertThat(journal.claim(journal.find(BANK), "two")).isTrue();
        assertThat(journal.append(row(2, "one"))).isFalse();
        assertThat(journal.append(row(2, "two"))).isTrue();
        assertThat(journal.rows(BANK)).extracting(Journal.Row::writer).containsExactly("one", "two");
    }

    @Test
    void aClaimOfWhatIsOutOfDateIsRefused() {
        Journal.Found empty = journal.find(BANK);
        assertThat(journal.claim(empty, "one")).isTrue();
        assertThat(journal.claim(empty, "two")).isFalse();
        Journal.Found unwritten = journal.find(BANK);
        assertThat(journal.append(row(1, "one"))).isTrue();
        assertThat(journal.claim(unwritten, "two")).isFalse();
        assertThat(journal.append(row(2, "one"))).isTrue();
    }

    private static Journal.Row row(long number, String writer) {
        return new Journal.Row(BANK, number, "event", new Cause("node/0", Optional.empty(), "test"), writer, 0, 0);
    }
}
