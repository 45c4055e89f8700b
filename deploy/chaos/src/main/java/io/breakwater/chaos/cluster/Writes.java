package io.breakwater.chaos.cluster;

import io.breakwater.waterfall.process.EntityId;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The way of recoveries and writes to the journal: slow, failing, or without an answer, as the weather is. */
final class Writes {

    private static final long MILLIS = 1_000_000;
    private static final long TIMEOUT = 2_000 * MILLIS;

    private final World world;

    Writes(World world) {
        this.world = world;
    }

    /**
     * Reads an entity's events and claims it for a writer; {@code then} hears them once the claim is stored, or nothing.
     * A claim is a write: it may fail, be slow, or be stored without an answer, and arrives though its node dies.
     */
    void recover(Node node, EntityId entity, String writer, Consumer<Optional<List<Journal.Row>>> then) {
        boolean fails = world.chance().percent(world.weather().journal().unreadable());
        node.later(world.chance().between(MILLIS, 6 * MILLIS), () -> {
            if (fails) {
                world.weather().strikes(FaultKind.READ_FAILED);
                then.accept(Optional.empty());
                return;
            }
            Journal.Found found = world.journal().find(entity);
            store(node, () -> world.journal().claim(found, writer), claimed -> {
                if (claimed == Stored.REFUSED) {
                    recover(node, entity, writer, then);
                } else {
                    then.accept(claimed == Stored.KNOWN ? Optional.of(found.rows()) : Optional.empty());
                }
            });
        });
    }

    /** Writes one row; {@code then} hears whether it is known to be stored. */
    void write(Node node, Journal.Row row, Consumer<Boolean> then) {
        store(node, () -> append(row), stored -> then.accept(stored == Stored.KNOWN));
    }

    private boolean append(Journal.Row row) {
        boolean stored = world.journal()
                .append(new Journal.Row(
                        row.entity(),
                        row.number(),
                        row.event(),
                        row.cause(),
                        row.writer(),
                        row.decided(),
                        world.now()));
        if (!stored) {
            world.weather().strikes(FaultKind.WRITE_FENCED);
        }
        return stored;
    }

    /** What a writer knows of its write. */
    private enum Stored {
        KNOWN,
        REFUSED,
        UNKNOWN
    }

    /** Has the journal store something and tells what became of it; what is under way arrives though its node dies. */
    private void store(Node node, BooleanSupplier what, Consumer<Stored> then) {
        Weather.Journal now = world.weather().journal();
        if (world.chance().percent(now.failing())) {
            world.weather().strikes(FaultKind.WRITE_FAILED);
            node.later(world.chance().between(MILLIS, TIMEOUT), () -> then.accept(Stored.UNKNOWN));
            return;
        }
        boolean lost = world.chance().percent(now.lost());
        long toStore = world.chance().between(MILLIS, 5 * MILLIS);
        if (world.chance().percent(now.slow())) {
            world.weather().strikes(FaultKind.WRITE_SLOW);
            toStore += world.chance().between(0, now.slowest());
        }
        long since = node.boot();
        world.agenda().in(toStore, () -> {
            boolean stored = what.getAsBoolean();
            if (stored && lost) {
                world.weather().strikes(FaultKind.WRITE_REPLY_LOST);
            }
            long back = lost ? TIMEOUT : world.chance().between(MILLIS / 2, 2 * MILLIS);
            Stored known = !stored ? Stored.REFUSED : lost ? Stored.UNKNOWN : Stored.KNOWN;
            world.agenda().in(back, () -> {
                if (node.boot() == since) {
                    node.run(() -> then.accept(known));
                }
            });
        });
    }
}
