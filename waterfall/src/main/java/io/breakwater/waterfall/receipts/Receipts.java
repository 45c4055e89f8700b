package io.breakwater.waterfall.receipts;

import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.receipts.Finding.Reason;
import io.breakwater.waterfall.receipts.Receipt.Outcome;
import io.breakwater.waterfall.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The receipts of one entity, per principal, part of its state. An id within the window has one effect and one answer for
 * ever; an id at or below the floor is refused, because it can no longer be told from a repetition. Nothing younger than
 * {@link #KEPT_FOR} by house time is forgotten: when the window is full of those, new requests are refused instead. Without
 * house time nothing is forgotten. Invariant 3.
 *
 * @param byPrincipal the windows, which know nothing of each other
 * @param forgotten the floor of whoever has no window: the largest id that was forgotten with its principal
 */
public record Receipts<A>(Table<String, Window<A>> byPrincipal, Optional<RequestId> forgotten) {

    /** Receipts per principal. */
    public static final int PER_PRINCIPAL = 1_000;

    /** Receipts of all principals of one entity, so that its snapshot stays below 1 MiB. */
    public static final int PER_ENTITY = 3_000;

    /** Requests of one principal that are voided; the status of another is not answered until the oldest is a day old. */
    public static final int VOIDED_PER_PRINCIPAL = 100;

    /** Requests of all principals that are voided, so that who only asks leaves room for who acts. */
    public static final int VOIDED_PER_ENTITY = 1_000;

    /** Principals of whom an entity keeps receipts: those of the last day. */
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
        return new Receipts<A>(Table.empty(), Optional.empty());
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
     * "not applied" is answered; a read never proves absence. {@link Reason#VOIDED} is "not applied" already. Where there
     * is no room to void another, {@link Reason#WINDOW_FULL} says nothing about the request.
     */
    public Finding<A> status(String principal, RequestId id, Optional<HouseInstant> house) {
        Optional<Receipt<A>> known = receipt(principal, id);
        if (known.isPresent() && known.get().outcome() instanceof Outcome.Answered<A> answered) {
            return new Finding.Repeated<>(answered.answer());
        }
        if (known.isPresent()) {
            return new Finding.Refused<>(Reason.VOIDED);
        }
        Finding<A> found = unseen(principal, id, house);
        return found instanceof Finding.Unseen && !left(house).mayVoid(principal)
                ? new Finding.Refused<>(Reason.WINDOW_FULL)
                : found;
    }

    /**
     * The receipts after the event that carried this one; what is old enough is forgotten with it, of every principal,
     * smallest id first. A principal of whom nothing but a floor is left makes room for another when there is none.
     */
    public Receipts<A> keep(String principal, Receipt<A> receipt) {
        Receipts<A> left =
                receipt.keptAt().map(at -> dated(at).trimmed(at)).orElse(this).withRoomFor(principal);
        Window<A> window =
                left.byPrincipal.find(principal).orElseGet(() -> new Window<A>(Table.empty(), left.forgotten));
        Table<RequestId, Receipt<A>> all = window.receipts().with(receipt.id(), receipt);
        return new Receipts<>(left.byPrincipal.with(principal, new Window<>(all, window.floor())), left.forgotten);
    }

    private Optional<Receipt<A>> receipt(String principal, RequestId id) {
        return byPrincipal.find(principal).flatMap(window -> window.receipts().find(id));
    }

    private Finding<A> unseen(String principal, RequestId id, Optional<HouseInstant> house) {
        Receipts<A> left = left(house);
        Optional<Window<A>> own = left.byPrincipal.find(principal);
        Optional<RequestId> floor = own.isPresent() ? own.flatMap(Window::floor) : left.forgotten;
        if (floor.filter(forgotten -> id.compareTo(forgotten) <= 0).isPresent()) {
            return new Finding.Refused<>(Reason.TOO_OLD);
        }
        if (house.filter(now -> id.time().isAfter(now.time().plus(AHEAD))).isPresent()) {
            return new Finding.Refused<>(Reason.AHEAD_OF_TIME);
        }
        int size = own.map(window -> window.receipts().size()).orElse(0);
        boolean room =
                size < PER_PRINCIPAL && left.size() < PER_ENTITY && (own.isPresent() || left.heard() < PRINCIPALS);
        return room ? new Finding.Unseen<>() : new Finding.Refused<>(Reason.WINDOW_FULL);
    }

    /** How many requests that were decided take room at this time; without house time, all that are kept. */
    public int answered(Optional<HouseInstant> house) {
        Receipts<A> left = left(house);
        return left.size() - left.voided();
    }

    /** How many requests that were voided take room at this time; without house time, all that are kept. */
    public int voided(Optional<HouseInstant> house) {
        return left(house).voided();
    }

    private boolean mayVoid(String principal) {
        int own = byPrincipal.find(principal).map(Receipts::voided).orElse(0);
        return own < VOIDED_PER_PRINCIPAL && voided() < VOIDED_PER_ENTITY;
    }

    private int voided() {
        return byPrincipal.values().stream().mapToInt(Receipts::voided).sum();
    }

    private static <A> int voided(Window<A> window) {
        long voided = window.receipts().values().stream()
                .filter(receipt -> receipt.outcome() instanceof Outcome.Voided)
                .count();
        return Math.toIntExact(voided);
    }

    /** Without what is old enough by house time. */
    private Receipts<A> left(Optional<HouseInstant> house) {
        return house.map(HouseInstant::time).map(this::trimmed).orElse(this);
    }

    private int size() {
        int size = 0;
        for (Window<A> window : byPrincipal.values()) {
            size += window.receipts().size();
        }
        return size;
    }

    /** Of how many principals there are receipts. */
    private long heard() {
        return byPrincipal.values().stream()
                .filter(window -> !window.receipts().isEmpty())
                .count();
    }

    /** Without what is old enough. */
    private Receipts<A> trimmed(Instant now) {
        Table<String, Window<A>> rest = byPrincipal;
        for (Map.Entry<String, Window<A>> row : byPrincipal.entrySet()) {
            Window<A> window = trim(row.getValue(), now);
            rest = window.receipts().size() == row.getValue().receipts().size()
                    ? rest
                    : rest.with(row.getKey(), window);
        }
        return new Receipts<>(rest, forgotten);
    }

    /** Receipts that were kept without house time are at least as old as the next one kept with it. */
    private Receipts<A> dated(Instant now) {
        Table<String, Window<A>> all = byPrincipal;
        for (Map.Entry<String, Window<A>> row : byPrincipal.entrySet()) {
            boolean undated = row.getValue().receipts().values().stream()
                    .anyMatch(receipt -> receipt.keptAt().isEmpty());
            all = undated ? all.with(row.getKey(), dated(row.getValue(), now)) : all;
        }
        return new Receipts<>(all, forgotten);
    }

    /** The floors of those who make room become one floor for everybody who has none. */
    private Receipts<A> withRoomFor(String principal) {
        if (byPrincipal.containsKey(principal) || byPrincipal.size() < PRINCIPALS) {
            return this;
        }
        Table<String, Window<A>> rest = byPrincipal;
        Optional<RequestId> floor = forgotten;
        for (Map.Entry<String, Window<A>> row : byPrincipal.entrySet()) {
            if (row.getValue().receipts().isEmpty()) {
                rest = rest.without(row.getKey());
                floor = Stream.concat(floor.stream(), row.getValue().floor().stream())
                        .max(RequestId::compareTo);
            }
        }
        return new Receipts<>(rest, floor);
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
