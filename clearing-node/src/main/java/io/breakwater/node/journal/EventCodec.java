package io.breakwater.node.journal;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.Tagged;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializer;
import org.apache.pekko.serialization.Serializers;
import org.apache.pekko.util.ByteString;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/**
 * Between what Pekko persists and what is stored: takes tags and attribution off the event, writes the event with the
 * serializer that is bound to it, and puts attribution back on replay. Knows no event type.
 */
public final class EventCodec {
    private final Serialization serialization;

    public EventCodec(ActorSystem system) {
        this.serialization = SerializationExtension.get(system);
    }

    /** The stored form; throws what the serializer throws. */
    public StoredEvent store(PersistentRepr repr) {
        Object event = repr.payload();
        Set<String> tags = new HashSet<>();
        Optional<Attribution> attribution = Optional.empty();
        while (event instanceof Tagged || event instanceof Attributed) {
            if (event instanceof Attributed attributed) {
                attribution = Optional.of(attributed.by());
                event = attributed.event();
            } else if (event instanceof Tagged tagged) {
                tags.addAll(CollectionConverters.asJava(tagged.tags()));
                event = tagged.payload();
            }
        }
        return new StoredEvent(
                repr.persistenceId(),
                repr.sequenceNr(),
                payload(event),
                repr.manifest(),
                repr.writerUuid(),
                repr.timestamp(),
                tags,
                OptionConverters.toJava(repr.metadata()).map(this::payload),
                attribution);
    }

    /** What replay hands to the entity: {@link Attributed} when the row names a principal, else the bare event. */
    public PersistentRepr restore(StoredEvent stored) {
        Object event = object(stored.payload());
        Object payload = stored.attribution()
                .<Object>map(by -> new Attributed(event, by))
                .orElse(event);
        PersistentRepr repr = PersistentRepr.apply(
                        payload,
                        stored.sequenceNumber(),
                        stored.persistenceId(),
                        stored.adapterManifest(),
                        false,
                        ActorRef.noSender(),
                        stored.writerId())
                .withTimestamp(stored.timestampMillis());
        return stored.metadata()
                .map(metadata -> repr.withMetadata(object(metadata)))
                .orElse(repr);
    }

    /** An object in the form of the serializer that is bound to its class. */
    public StoredPayload payload(Object object) {
        Serializer serializer = serialization.findSerializerFor(object);
        byte[] bytes = serialization.serialize(object).get();
        return new StoredPayload(
                serializer.identifier(),
                Serializers.manifestFor(serializer, object),
                ByteString.fromArrayUnsafe(bytes));
    }

    /** The object that was stored; throws when no serializer can read it. */
    public Object object(StoredPayload stored) {
        return serialization
                .deserialize(stored.bytes().toArrayUnsafe(), stored.serializerId(), stored.manifest())
                .get();
    }
}
