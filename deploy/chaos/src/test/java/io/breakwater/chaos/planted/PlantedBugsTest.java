package io.breakwater.chaos.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.chaos.simulate.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each planted bug is found by its tier, by the invariant that stands for it, within its budget; and what found it finds
 * nothing in the same seeds without the bug.
 *
 * <p>With {@code -Dplanted.write=true} the table of the docs is written anew, from what this run has found;
 * {@code -Dplanted.only=<expression>} looks for some alone and {@code -Dplanted.from=1} begins at another seed.
 */
final class PlantedBugsTest {

    private static final Path DOC = Path.of("../../docs/reference/planted-bugs.md");
    private static final String HEAD =
            "| bug | what it breaks | found by | invariant or checker | at seed | seeds tried | seconds |";
    private static final Map<String, String> ROWS = new LinkedHashMap<>();

    static Stream<Plant> plants() {
        String only = System.getProperty("planted.only", ".*");
        return Plants.all().stream().filter(plant -> plant.name().matches(only));
    }

    @ParameterizedTest(name = "{0} is found")
    @MethodSource("plants")
    @SuppressWarnings("try") // a planting is in force while it is open; nothing is asked of it
    void everyPlantedBugIsFound(Plant plant) {
        long from = Long.getLong("planted.from", plant.first());
        long begin = System.nanoTime();
        List<String> seen = new ArrayList<>();
        try (Planting planted = new Planting(plant.changes())) {
            for (long seed = from; seed < from + plant.budget(); seed++) {
                var found = Search.at(plant, seed);
                if (found.isPresent() && found.get().by().contains(plant.finding())) {
                    ROWS.put(plant.name(), row(plant, seed, seed - from + 1, (System.nanoTime() - begin) / 1e9));
                    return;
                }
                found.ifPresent(other -> seen.add(other.text()));
            }
        }
        assertThat(seen).as("%s, by %s", plant, plant.finding()).isNull();
    }

    @Test
    void withoutThemTheSameSeedsAreClean() {
        TreeSet<Long> seeds = new TreeSet<>();
        for (Plant plant : Plants.all()) {
            for (long seed = plant.first(); plant.tier() == Plant.Tier.SIMULATION && seed < plant.first() + 3; seed++) {
                seeds.add(seed);
            }
        }
        for (long seed : seeds) {
            assertThat(Seeds.violation(seed)).as("seed %s", seed).isEmpty();
        }
    }

    @Test
    void withoutThemCheckersAndAuditorFindNothing() {
        for (Plant plant : Plants.all()) {
            if (plant.tier() != Plant.Tier.SIMULATION) {
                assertThat(Search.at(plant, plant.first())).as(plant.finding()).isEmpty();
            }
        }
    }

    @Test
    void theDocsNameEachOfThem() throws IOException {
        List<String> documented = Files.readAllLines(DOC).stream()
                .filter(line -> line.startsWith("| ") && line.contains(" | "))
                .filter(line -> !line.equals(HEAD))
                .map(line -> String.join(" | ", List.of(line.split(" \\| ")).subList(0, 4)))
                .toList();
        assertThat(documented)
                .containsExactlyElementsOf(
                        Plants.all().stream().map(PlantedBugsTest::about).toList());
        assertThat(documented).hasSizeGreaterThanOrEqualTo(30);
    }

    @AfterAll
    static void write() throws IOException {
        if (Boolean.getBoolean("planted.write")) {
            List<String> text = new ArrayList<>();
            for (String line : Files.readAllLines(DOC)) {
                if (!line.startsWith("| ") && !line.startsWith("|-")) {
                    text.add(line);
                }
                if (line.equals(HEAD)) {
                    text.add(HEAD);
                    text.add("|---|---|---|---|---|---|---|");
                    Plants.all().forEach(plant -> text.add(ROWS.getOrDefault(plant.name(), about(plant) + " | | | |")));
                }
            }
            Files.write(DOC, text);
        }
    }

    private static String row(Plant plant, long seed, long tried, double seconds) {
        return about(plant) + String.format(Locale.ROOT, " | %d | %d | %.1f |", seed, tried, seconds);
    }

    private static String about(Plant plant) {
        String tier = plant.tier().name().toLowerCase(Locale.ROOT);
        return "| " + plant.name() + " | " + plant.breaks() + " | " + tier + " | " + plant.finding();
    }
}
