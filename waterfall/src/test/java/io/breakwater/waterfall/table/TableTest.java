package io.breakwater.waterfall.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TableTest {

    @SeededTest(runs = 100)
    void behavesAsASortedMapWouldAndNeverChanges(Generator any) {
        TreeMap<Long, Long> expected = new TreeMap<>();
        Table<Long, Long> table = Table.empty();
        for (int step = 0; step < 300; step++) {
            Table<Long, Long> before = table;
            Map<Long, Long> copy = new TreeMap<>(expected);
            long key = any.between(0, 60);
            if (any.oneIn(3)) {
                expected.remove(key);
                table = table.without(key);
            } else {
                expected.put(key, (long) step);
                table = table.with(key, (long) step);
            }
            assertThat(before).isEqualTo(copy);
            assertThat(new ArrayList<>(table.entrySet())).isEqualTo(new ArrayList<>(expected.entrySet()));
            long from = any.between(0, 60);
            List<Map.Entry<Long, Long>> tail = new ArrayList<>();
            table.from(from).forEach(tail::add);
            assertThat(tail).isEqualTo(new ArrayList<>(expected.tailMap(from).entrySet()));
            assertThat(table.first()).isEqualTo(Optional.ofNullable(expected.firstEntry()));
            assertThat(table.last()).isEqualTo(Optional.ofNullable(expected.lastEntry()));
            assertThat(table.find(key).orElse(-1L)).isEqualTo(expected.getOrDefault(key, -1L));
        }
    }

    @Test
    void staysShallowWhenFilledInOrder() {
        Table<Long, Long> table = Table.empty();
        for (long key = 0; key < 200_000; key++) {
            table = table.with(key, key);
        }
        for (long key = 0; key < 199_990; key++) {
            table = table.without(key);
        }
        assertThat(table).hasSize(10).containsKey(199_999L);
    }

    @Test
    void refusesToBeChangedInPlace() {
        Table<Long, Long> table = Table.of(1L, 1L);
        assertThatThrownBy(() -> table.put(2L, 2L)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> table.remove(1L)).isInstanceOf(UnsupportedOperationException.class);
    }
}
