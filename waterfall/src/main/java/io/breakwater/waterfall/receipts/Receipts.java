package io.breakwater.waterfall.receipts;

import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.receipts.Finding.Reason;
import io.breakwater.waterfall.receipts.Receipt.Outcome;
import io.breakwater.waterfall.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The receipts of one entity, per principal, part of its state. An id within the window has one effect and one answer for
 * ever; an id at or below the floor is refused, because it can no longer be told from a repetition. Nothing younger than
 * {@link #KEPT_FOR} by house time is forgotten: when the window is full of those, new requests are refused instead. Without
 * house time nothing is forgotten. Invariant 3.
 *
 * @param byPrincipal the windows, which know nothing of each other
 */
public record Receipts<A>(Table<String, Window<A>> byPrincipal) {

    /** Receipts per principal. */
    public static final int PER_PRINCIPAL = 1_000;

    /** Receipts of all principals of one entity, so that its snapshot stays below 1 MiB. */
    public static final int PER_ENTITY = 3_000;

    /** Principals of which an entity keeps receipts or a floor. */
    public static final int PRINCIPALS = 64;

    /** How long a receipt is kept at least. */
    public static final Duration KEPT_FOR = Duration.ofHours(24);

    /** How far the time in an id may be ahead, so that one wrong clock cannot raise the floor above all to come. */
    public static final Duration AHEAD = Duration.ofHours(24);

    /**
     * One principal's receipts in the order of their ids.
     *
     * @param floor the largest id that was forgotten
     */
    public record Window<A>(Table<RequestId, Receipt<A>> receipts, Optional<RequestId> floor) {}

    public static <A> Receipts<A> none() {
        return new Receipts<A>(Table.empty());
    }

    /** What to make of a request that has come in. */
    public Finding<A> find(String principal, RequestId id, String digest, Optional<HouseInstant> house) {
        Optional<Receipt<A>> known = receipt(principal, id);
        if (known.isEmpty()) {
            return unseen(principal, id, house);
        }
        if (known.get().outcome() instanceof Outcome.Answered<A> answered) {
            return answered.digest().equals(digest)
                    ? new Finding.Repeated<>(answered.answer())
                    : new Finding.Refused<>(Reason.OTHER_PAYLOAD);
        }
        return new Finding.Refused<>(Reason.VOIDED);
    }

    /**
     * What became of a request. {@link Finding.Unseen} must be made a {@link Receipt#voided} receipt and persisted before
     * "not applied" is answered; a read never proves absence. {@link Reason#VOIDED} is "not applied" already.
     */
    public Finding<A> status(String principal, RequestId id, Optional<HouseInstant> house) {
        Optional<Receipt<A>> known = receipt(principal, id);
        if (known.isPresent() && known.get().outcome() instanceof Outcome.Answered<A> answered) {
            return new Finding.Repeated<>(answered.answer());
        }
        return known.isPresent() ? new Finding.Refused<>(Reason.VOIDED) : unseen(principal, id, house);
    }

    /** The receipts after the event that carried this one; what is old enough is forgotten with it, smallest id first. */
    public Receipts<A> keep(String principal, Receipt<A> receipt) {
        Window<A> window = byPrincipal.find(principal).orElseGet(() -> new Window<A>(Table.empty(), Optional.empty()));
        Window<A> trimmed =
                receipt.keptAt().map(at -> trim(dated(window, at), at)).orElse(window);
        Table<RequestId, Receipt<A>> all = trimmed.receipts().with(receipt.id(), receipt);
        return new Receipts<>(byPrincipal.with(principal, new Window<>(all, trimmed.floor())));
    }

    private Optional<Receipt<A>> receipt(String principal, RequestId id) {
        return byPrincipal.find(principal).flatMap(window -> window.receipts().find(id));
    }

    private Finding<A> unseen(String principal, RequestId id, Optional<HouseInstant> house) {
        Optional<Window<A>> window = byPrincipal.find(principal);
        Optional<Window<A>> left = house.map(HouseInstant::time)
                .flatMap(now -> window.map(full -> trim(full, now)))
                .or(() -> window);
        if (left.flatMap(Window::floor)
                .filter(floor -> id.compareTo(floor) <= 0)
                .isPresent()) {
            return new Finding.Refused<>(Reason.TOO_OLD);
        }
        if (house.filter(now -> id.time().isAfter(now.time().plus(AHEAD))).isPresent()) {
            return new Finding.Refused<>(Reason.AHEAD_OF_TIME);
        }
        int own = left.map(rest -> rest.receipts().size()).orElse(0);
        int forgotten = window.map(full -> full.receipts().size()).orElse(0) - own;
        boolean room = own < PER_PRINCIPAL
                && size() - forgotten < PER_ENTITY
                && (window.isPresent() || byPrincipal.size() < PRINCIPALS);
        return room ? new Finding.Unseen<>() : new Finding.Refused<>(Reason.WINDOW_FULL);
    }

    private int size() {
        int size = 0;
        for (Window<A> window : byPrincipal.values()) {
            size += window.receipts().size();
        }
        return size;
    }

    /** Forgets from the smallest id on, as long as the receipts are old enough. */
    private static <A> Window<A> trim(Window<A> window, Instant now) {
        Table<RequestId, Receipt<A>> rest = window.receipts();
        Optional<RequestId> floor = window.floor();
        for (Map.Entry<RequestId, Receipt<A>> row : window.receipts().entrySet()) {
            Optional<Instant> keptAt = row.getValue().keptAt();
            if (keptAt.isEmpty() || keptAt.get().plus(KEPT_FOR).isAfter(now)) {
                break;
            }
            rest = rest.without(row.getKey());
            floor = Optional.of(row.getKey());
        }
        return new Window<>(rest, floor);
    }

    /** Receipts that were kept without house time are at least as old as the next one kept with it. */
    private static <A> Window<A> dated(Window<A> window, Instant now) {
        Table<RequestId, Receipt<A>> dated = window.receipts();
        for (Map.Entry<RequestId, Receipt<A>> row : window.receipts().entrySet()) {
            if (row.getValue().keptAt().isEmpty()) {
                dated = dated.with(row.getKey(), row.getValue().keptBy(now));
            }
        }
        return new Window<>(dated, window.floor());
    }
}
