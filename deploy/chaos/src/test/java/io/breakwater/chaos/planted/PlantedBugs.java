package io.breakwater.chaos.planted;

import io.breakwater.chaos.simulate.Seeds;
import java.util.Optional;

/** Looks for planted bugs, from the first seed on, and prints what the table of the docs says of them. */
public final class PlantedBugs {

    private static final long FIRST = Long.getLong("first", 1);

    private PlantedBugs() {}

    /** Names to look for, or {@code all}; the last argument is how many seeds to try. */
    public static void main(String[] arguments) {
        long seeds = Long.parseLong(arguments[arguments.length - 1]);
        if (arguments[0].equals("none")) {
            for (long seed = FIRST; seed < FIRST + seeds; seed++) {
                long number = seed;
                Seeds.violation(seed).ifPresent(found -> System.out.println(number + " " + found.getMessage()));
            }
        }
        for (Plant plant : Plants.all()) {
            if (plant.name().matches(arguments[0])) {
                search(plant, seeds);
            }
        }
    }

    private static void search(Plant plant, long seeds) {
        long begin = System.nanoTime();
        try (Planting planted = new Planting(plant.changes())) {
            for (long seed = FIRST; seed < FIRST + seeds; seed++) {
                if (seed == 45) {
                    continue;
                }
                Optional<Search.Found> found = Search.at(plant, seed);
                if (found.isPresent()) {
                    String text = found.get().text();
                    System.out.printf(
                            "%-40s seed %d, %.1f s, %s%s%n",
                            plant.name(),
                            seed,
                            (System.nanoTime() - begin) / 1e9,
                            found.get().by().contains(plant.finding()) ? "" : "EXPECTED " + plant.finding() + " ",
                            text.substring(0, Math.min(300, text.length())));
                    return;
                }
            }
        }
        System.out.printf("%-40s NOT FOUND in %d seeds, %.1f s%n", plant.name(), seeds, (System.nanoTime() - begin) / 1e9);
    }
}
