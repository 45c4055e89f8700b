package io.breakwater.node.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.breakwater.node.cluster.NodeSettings;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializer;
import org.apache.pekko.serialization.Serializers;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The journal is a published format: each event type has a golden file, which the production serializer still reads and
 * still writes. A new sample's file is written by {@code -Dgolden.write=true}; a file is never changed after that.
 */
final class JournalFormatTest {

    private static final Path GOLDEN = Path.of("src/test/resources/journal");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Object> SAMPLES = JournalSamples.all();

    private static ActorSystem system;
    private static Serialization serialization;

    @BeforeAll
    static void startSerialization() {
        Config production = NodeSettings.defaults().withFallback(ConfigFactory.defaultReference());
        Config local = ConfigFactory.parseString(
                        "pekko.actor.provider = local, pekko.coordinated-shutdown.exit-jvm = off")
                .withFallback(production)
                .resolve();
        system = ActorSystem.create("journal-format", local);
        serialization = SerializationExtension.get(system);
    }

    @AfterAll
    static void stopSerialization() {
        TestKit.shutdownActorSystem(system);
    }

    static Set<String> samples() {
        return SAMPLES.keySet();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aGoldenFileStillReads(String name) throws IOException {
        Object event = sample(name);
        Serializer serializer = serialization.findSerializerFor(event);
        byte[] golden = Files.readAllBytes(golden(name));
        Object read = serialization
                .deserialize(golden, serializer.identifier(), Serializers.manifestFor(serializer, event))
                .get();
        assertThat(read).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anEventIsStillWrittenAsItsGoldenFile(String name) throws IOException {
        JsonNode written = JSON.readTree(serialization.serialize(sample(name)).get());
        Path file = golden(name);
        if (Boolean.getBoolean("golden.write") && !Files.exists(file)) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(written) + "\n");
        }
        assertThat(written).isEqualTo(JSON.readTree(Files.readString(file)));
    }

    @Test
    void theNamesOfAFamilyAreThoseOfItsMembers() {
        JsonNames.JOURNAL.forEach((root, names) -> assertThat(
                        names.stream().map(LogicalName::type).collect(Collectors.toSet()))
                .as("members of %s", root)
                .isEqualTo(Set.copyOf(SealedFamily.leaves(root))));
    }

    @Test
    void noNameIsGivenTwice() {
        assertThat(JsonNames.all().stream().map(LogicalName::name).toList()).doesNotHaveDuplicates();
    }

    @Test
    void everyEventHasASample() {
        Set<Class<?>> sampled = SAMPLES.values().stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(sampled).containsAll(events());
    }

    @Test
    void everySealedFamilyInsideAnEventHasNamesOfTheJournal() {
        Map<String, Class<?>> met = new TreeMap<>();
        events().forEach(event -> walk(event, met));
        Set<String> unnamed = new TreeSet<>();
        met.values().stream()
                .filter(Class::isSealed)
                .filter(type -> Stream.of(type, rootOf(type)).noneMatch(JsonNames.JOURNAL::containsKey))
                .forEach(type -> unnamed.add(type.getName()));
        assertThat(unnamed).isEmpty();
    }

    private static List<Class<?>> events() {
        return JsonNames.JOURNAL.keySet().stream()
                .filter(root -> root.getSimpleName().endsWith("Event"))
                .flatMap(root -> SealedFamily.leaves(root).stream())
                .toList();
    }

    private static void walk(Type type, Map<String, Class<?>> met) {
        if (type instanceof ParameterizedType generic) {
            walk(generic.getRawType(), met);
            Stream.of(generic.getActualTypeArguments()).forEach(argument -> walk(argument, met));
        } else if (type instanceof Class<?> known
                && known.getName().startsWith("io.breakwater.")
                && met.put(known.getName(), known) == null) {
            walk(rootOf(known), met);
            if (known.isRecord()) {
                Stream.of(known.getRecordComponents())
                        .map(RecordComponent::getGenericType)
                        .forEach(component -> walk(component, met));
            } else if (known.isSealed()) {
                SealedFamily.leaves(known).forEach(leaf -> walk(leaf, met));
            }
        }
    }

    /** The sealed interface whose member a record is, or the type itself. */
    private static Class<?> rootOf(Class<?> type) {
        return Stream.of(type.getInterfaces())
                .filter(Class::isSealed)
                .findFirst()
                .orElse(type);
    }

    private static Object sample(String name) {
        Object event = SAMPLES.get(name);
        if (event == null) {
            throw new IllegalArgumentException("no sample " + name);
        }
        return event;
    }

    private static Path golden(String name) {
        return GOLDEN.resolve(name + ".json");
    }
}
