package io.breakwater.node.embedded;

import io.breakwater.node.embedded.CassandraUnavailable.Reason;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds a Java for the server, which runs on 11 to 17 and on nothing newer. What the user names in {@code
 * BREAKWATER_CASSANDRA_JAVA_HOME} is taken or refused; else the Java we run on if it will do; else the best found in the
 * usual places: 17 before 11 before the others, earlier places first.
 *
 * @param current the home of the Java we run on
 * @param environment of this process
 * @param user the user's home directory
 * @param system the directories of the machine that hold one Java per entry
 */
record ServerJava(Path current, Map<String, String> environment, Path user, List<Path> system) {

    static final String VARIABLE = "BREAKWATER_CASSANDRA_JAVA_HOME";

    private static final int OLDEST = 11;
    private static final int NEWEST = 17;
    private static final Pattern RELEASE = Pattern.compile("(?m)^JAVA_VERSION=\"(?:1\\.)?(\\d+)");

    /** A home and its feature release. */
    private record Candidate(Path home, int release) {
        boolean suits() {
            return release >= OLDEST && release <= NEWEST;
        }
    }

    static ServerJava ofThisMachine() {
        return new ServerJava(
                Path.of(System.getProperty("java.home")),
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                List.of(
                        Path.of("/usr/lib/jvm"),
                        Path.of("/usr/java"),
                        Path.of("/opt/java"),
                        Path.of("/Library/Java/JavaVirtualMachines"),
                        Path.of("/opt/homebrew/opt"),
                        Path.of("/usr/local/opt")));
    }

    /** The java executable to start the server with. */
    Path executable() {
        return executableOf(home());
    }

    private Path home() {
        String named = environment.getOrDefault(VARIABLE, "");
        if (!named.isEmpty()) {
            return candidate(Path.of(named))
                    .filter(Candidate::suits)
                    .map(Candidate::home)
                    .orElseThrow(() -> noJava(VARIABLE + " is " + named + ", which holds no Java 11 to 17"));
        }
        return candidate(current)
                .filter(Candidate::suits)
                .or(this::bestElsewhere)
                .map(Candidate::home)
                .orElseThrow(() -> noJava("Cassandra needs a Java 11 to 17 and none was found (this one is "
                        + candidate(current).map(Candidate::release).orElse(0) + ")"));
    }

    private Optional<Candidate> bestElsewhere() {
        return usualPlaces().stream()
                .flatMap(home -> candidate(home).stream())
                .filter(Candidate::suits)
                .min(Comparator.comparingInt(ServerJava::preference));
    }

    private static int preference(Candidate candidate) {
        return switch (candidate.release()) {
            case NEWEST -> 0;
            case OLDEST -> 1;
            default -> 2 + NEWEST - candidate.release();
        };
    }

    private List<Path> usualPlaces() {
        List<Path> homes = new ArrayList<>();
        String javaHome = environment.getOrDefault("JAVA_HOME", "");
        if (!javaHome.isEmpty()) {
            homes.add(Path.of(javaHome));
        }
        Stream<Path> siblings = Stream.ofNullable(current.getParent());
        Stream<Path> own = Stream.of(
                user.resolve(".sdkman/candidates/java"),
                user.resolve(".jdks"),
                user.resolve(".asdf/installs/java"),
                user.resolve("Library/Java/JavaVirtualMachines"));
        Stream.of(siblings, system.stream(), own)
                .flatMap(places -> places)
                .forEach(place -> homes.addAll(entries(place)));
        return homes;
    }

    /** On a Mac the home lies deeper than the entry. */
    private static List<Path> entries(Path place) {
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(place)) {
            List<Path> homes = new ArrayList<>();
            for (Path entry : entries) {
                homes.add(entry);
                homes.add(entry.resolve("Contents/Home"));
                homes.add(entry.resolve("libexec/openjdk.jdk/Contents/Home"));
            }
            homes.sort(Comparator.naturalOrder());
            return homes;
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static Optional<Candidate> candidate(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(executableOf(home)) || !Files.isReadable(release)) {
            return Optional.empty();
        }
        OptionalInt version = featureRelease(release);
        return version.isPresent() ? Optional.of(new Candidate(home, version.getAsInt())) : Optional.empty();
    }

    private static OptionalInt featureRelease(Path release) {
        try {
            Matcher matcher = RELEASE.matcher(Files.readString(release));
            return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
        } catch (IOException unreadable) {
            return OptionalInt.empty();
        }
    }

    private static Path executableOf(Path home) {
        return home.resolve("bin").resolve("java");
    }

    private static CassandraUnavailable noJava(String what) {
        return new CassandraUnavailable(
                Reason.NO_JAVA,
                what + ": install one (sudo apt-get install openjdk-17-jre-headless) or set " + VARIABLE
                        + " to its directory");
    }
}
