package io.breakwater.chaos.check;

import io.breakwater.chaos.cluster.Journal;
import io.breakwater.waterfall.house.Declaration;
import io.breakwater.waterfall.house.HouseEvent;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.SourceEvent;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What "frozen" means: nothing of the subject is on its way from a venue or a desk, and neither writes it any more. */
final class StopCheck implements Check {

    private final ChannelCheck channels;
    private final Map<Long, Declaration> declarations = new HashMap<>();
    private final Set<EntityId> frozen = new HashSet<>();

    StopCheck(ChannelCheck channels) {
        this.channels = channels;
    }

    @Override
    public void stored(Journal.Row row, Object before, Object after) {
        if (row.event() instanceof HouseEvent.DefaultDeclared event) {
            declared(event.declared().declaration());
        } else if (row.event() instanceof HouseEvent.ObligationsUnpaid event) {
            declared(event.declared().declaration());
        } else if (row.event() instanceof HouseEvent.SubjectFrozen event) {
            Objects.requireNonNull(declarations.get(event.episode()))
                    .accounts()
                    .keySet()
                    .forEach(account -> frozen(row, account));
        } else if (writesLots(row.entity()) && row.event() instanceof SourceEvent event) {
            for (Entry entry : event.entries()) {
                entry.postings().stream()
                        .map(Posting::account)
                        .filter(frozen::contains)
                        .forEach(account -> {
                            throw new Violation(
                                    Invariant.STOPS,
                                    row.entity() + " " + row.number() + " writes " + account + ", which is frozen");
                        });
            }
        }
    }

    private void declared(Declaration declaration) {
        declarations.put(declaration.episode(), declaration);
    }

    private void frozen(Journal.Row row, EntityId account) {
        frozen.add(account);
        channels.underWayTo(account).stream().filter(StopCheck::writesLots).forEach(source -> {
            throw new Violation(
                    Invariant.STOPS,
                    row.entity() + " " + row.number() + " calls " + account + " frozen, " + source
                            + " has something on its way to it");
        });
    }

    private static boolean writesLots(EntityId source) {
        return source.kind() == EntityKind.TRADES || source.kind() == EntityKind.DESK;
    }
}
