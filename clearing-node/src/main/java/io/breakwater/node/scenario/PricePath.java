package io.breakwater.node.scenario;

import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.InstrumentId;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All prices of a scenario in the order of their time. The trade dates of the scenario are the dates on which it settles;
 * where nothing settles, the dates on which it has a price. Weekends and holidays are the dates that are absent.
 */
public record PricePath(List<PricePoint> points) {

    public PricePath {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("a path without prices");
        }
        Set<InstrumentId> retired = new HashSet<>();
        Map<InstrumentId, LocalDateTime> newest = new TreeMap<>();
        LocalDateTime last = points.get(0).at();
        for (PricePoint point : points) {
            LocalDateTime before = newest.put(point.instrument(), point.at());
            if (point.at().isBefore(last) || point.at().equals(before) || retired.contains(point.instrument())) {
                throw new IllegalArgumentException("out of order, twice, or after the final settlement: " + point);
            }
            last = point.at();
            if (point.kind() == PricePoint.Kind.FINAL_SETTLEMENT) {
                retired.add(point.instrument());
            }
        }
    }

    /** Prices that are published together, with the business date whose margins apply and their time label. */
    public record Publication(BusinessTime at, List<PricePoint> points) {
        public Publication {
            points = List.copyOf(points);
        }

        public boolean settles() {
            return points.stream().anyMatch(PricePoint::settles);
        }
    }

    /**
     * The prices in groups of equal time. The business date turns with the settlement of a new date: a price carries the
     * date that was settled last, its own date when it settles or when nothing was settled before.
     */
    public List<Publication> publications() {
        TreeMap<LocalDateTime, List<PricePoint>> byTime = new TreeMap<>();
        points.forEach(point ->
                byTime.computeIfAbsent(point.at(), at -> new ArrayList<>()).add(point));
        List<Publication> publications = new ArrayList<>();
        byTime.forEach((at, together) -> {
            LocalDate settled = settlementDatesAsOf(at);
            publications.add(new Publication(new BusinessTime(settled, at), together));
        });
        return List.copyOf(publications);
    }

    /** The trade dates, ascending. */
    public NavigableSet<LocalDate> tradeDates() {
        NavigableSet<LocalDate> dates = new TreeSet<>();
        boolean settles = points.stream().anyMatch(PricePoint::settles);
        points.stream()
                .filter(point -> !settles || point.settles())
                .forEach(point -> dates.add(point.at().toLocalDate()));
        return Collections.unmodifiableNavigableSet(dates);
    }

    public LocalDateTime first() {
        return points.get(0).at();
    }

    public LocalDateTime last() {
        return points.get(points.size() - 1).at();
    }

    private LocalDate settlementDatesAsOf(LocalDateTime at) {
        return points.stream()
                .filter(point -> point.settles() && !point.at().isAfter(at))
                .map(point -> point.at().toLocalDate())
                .reduce((earlier, later) -> later)
                .orElse(at.toLocalDate());
    }
}
