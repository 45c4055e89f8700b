package io.breakwater.waterfall.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.breakwater.waterfall.money.Claim;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Reads the reference cases from the directory that {@code -Dbreakwater.reference=} names, all numbers exactly. */
public final class ReferenceCases {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private ReferenceCases() {}

    /** Every row by its id; empty where the directory is absent. */
    public static SortedMap<String, JsonNode> all() {
        SortedMap<String, JsonNode> rows = new TreeMap<>();
        for (String file : List.of("ccp-cases.json", "venue-cases.json")) {
            directory().map(directory -> directory.resolve(file)).ifPresent(path -> {
                try {
                    JSON.readTree(path.toFile())
                            .forEach(row -> rows.put(row.path("id").asText(), row));
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            });
        }
        return rows;
    }

    /** The same; where there are none the test is skipped and says so. */
    static SortedMap<String, JsonNode> present() {
        SortedMap<String, JsonNode> rows = all();
        assumeFalse(
                rows.isEmpty(),
                "no reference cases at -Dbreakwater.reference=" + System.getProperty("breakwater.reference")
                        + ": skipped");
        return rows;
    }

    /** One test for each covered row, of its inputs and what is expected; a row that is not there fails. */
    static Stream<DynamicTest> tests(Map<String, BiConsumer<JsonNode, JsonNode>> covered) {
        SortedMap<String, JsonNode> rows = present();
        return covered.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    JsonNode row = rows.get(entry.getKey());
                    assertThat(row).as("row " + entry.getKey() + " is there").isNotNull();
                    if (row != null) {
                        entry.getValue().accept(row.path("inputs"), row.path("expected"));
                    }
                }));
    }

    /** Every row by policy is there, has a reason, and does not count as covered. */
    static void requireByPolicy(Map<String, String> byPolicy, Set<String> covered) {
        assertThat(present().keySet()).containsAll(byPolicy.keySet());
        assertThat(byPolicy.keySet()).doesNotContainAnyElementsOf(covered);
        assertThat(byPolicy.values()).noneMatch(String::isBlank);
    }

    private static Optional<Path> directory() {
        return Optional.ofNullable(System.getProperty("breakwater.reference"))
                .map(reference -> Path.of(reference, "cases"))
                .filter(Files::isDirectory);
    }

    /** A number of a case, written as text or as a number, as a plain decimal. */
    public static String decimal(JsonNode number) {
        BigDecimal value = new BigDecimal(number.asText());
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    public static Money money(JsonNode number, Currency currency) {
        return currency.amount(decimal(number));
    }

    /** An object of amounts by name. */
    public static SortedMap<String, Money> amounts(JsonNode object, Currency currency) {
        SortedMap<String, Money> amounts = new TreeMap<>();
        object.properties().forEach(field -> amounts.put(field.getKey(), money(field.getValue(), currency)));
        return amounts;
    }

    /** Claims weighted by amounts, without limits. */
    public static List<Claim<String>> claims(SortedMap<String, Money> weights) {
        List<Claim<String>> claims = new ArrayList<>();
        weights.forEach((id, weight) -> claims.add(Claim.of(id, weight.minorUnits())));
        return claims;
    }
}
