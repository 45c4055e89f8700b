package io.breakwater.waterfall.house;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A default as part of the one event that declares it.
 *
 * @param voided the member's obligations that end with it
 * @param period the assessment period that it opens, absent when one runs
 */
public record Declared(Declaration declaration, List<Long> voided, Optional<Opened> period) {

    public Declared {
        voided = List.copyOf(voided);
    }

    /** A period from the day of the default to its last day. */
    public record Opened(LocalDate opened, LocalDate ends) {}
}
