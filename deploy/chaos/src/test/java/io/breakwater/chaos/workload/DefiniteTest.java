package io.breakwater.chaos.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The written list of refusals that clients believe, against what the API's reference promises. */
final class DefiniteTest {

    private static final Path REFERENCE = Path.of("..", "..", "docs", "reference", "api.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| `([A-Z_]+)` \\|");

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(REFERENCE)).results().toList();
    }

    @Test
    void whatLeavesTheOutcomeOpenIsNotBelieved() {
        assertThat(List.of("OUTCOME_UNKNOWN", "INTERNAL", "DEADLINE_EXCEEDED", "UNAVAILABLE", "CANCELLED", "UNKNOWN"))
                .noneMatch(Definite::notApplied);
    }

    @Test
    void everyOtherReasonThatTheReferencePromisesIsOnTheListOrOfNoCallOfTheWorkload() throws IOException {
        List<String> open = rows().stream()
                .map(row -> row.group(1))
                .filter(reason -> !Definite.notApplied(reason))
                .toList();
        assertThat(open)
                .containsExactlyInAnyOrder(
                        "OUTCOME_UNKNOWN",
                        "INTERNAL",
                        // Of watches and what-ifs, which write nothing.
                        "WATCH_ENDED",
                        "WATCHER_TOO_SLOW",
                        "PRICES_NOT_FRESH",
                        // Of terms and listings, at which the workload insists.
                        "INSTRUMENT_MALFORMED",
                        "MARGIN_MALFORMED",
                        "TERMS_MALFORMED",
                        "PAGE_TOKEN_MALFORMED",
                        "CURRENCY_FIXED",
                        "BANK_REMOVED",
                        "LISTED_OTHERWISE",
                        "CATALOGUE_FULL",
                        "ROSTER_FULL",
                        "HOUSE_TERMS_NOT_SET",
                        "NOT_ITS_HOUSE_ACCOUNT",
                        "REGISTERED_OTHERWISE",
                        "MEMBERS_FULL",
                        "DEFAULT_OPEN");
    }
}
