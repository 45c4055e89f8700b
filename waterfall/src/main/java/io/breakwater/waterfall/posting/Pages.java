package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.table.Table;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Picks from events that were read again what each waiting account needs, up to a page each. */
final class Pages {

    private Pages() {}

    static Map<EntityId, Table<Long, List<Booking>>> of(
            List<? extends Numbered<? extends SourceEvent>> events, Table<EntityId, Long> from, int most) {
        Map<EntityId, Table<Long, List<Booking>>> pages = new TreeMap<>();
        for (Numbered<? extends SourceEvent> event : events) {
            for (Map.Entry<EntityId, List<Booking>> row :
                    Bodies.booked(event.event()).entrySet()) {
                EntityId account = row.getKey();
                Table<Long, List<Booking>> page = pages.getOrDefault(account, Table.empty());
                boolean needed = from.find(account)
                        .filter(number -> number <= event.number())
                        .isPresent();
                if (needed && page.size() < most) {
                    pages.put(account, page.with(event.number(), List.copyOf(row.getValue())));
                }
            }
        }
        return pages;
    }

    static Table<Long, List<Booking>> firstOf(Table<Long, List<Booking>> page) {
        return page.first().map(row -> Table.of(row.getKey(), row.getValue())).orElse(page);
    }
}
