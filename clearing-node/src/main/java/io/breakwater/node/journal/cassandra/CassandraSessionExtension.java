package io.breakwater.node.journal.cassandra;

import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.ExtensionIdProvider;

/**
 * The one Cassandra session of an actor system. Pekko loads it while the system starts; where contact points are
 * configured, the session is opened then.
 */
public final class CassandraSessionExtension extends AbstractExtensionId<SharedSession> implements ExtensionIdProvider {

    private static final CassandraSessionExtension ID = new CassandraSessionExtension();

    /** For Pekko, which makes extensions by class name; everyone else calls {@link #get(ActorSystem)}. */
    public CassandraSessionExtension() {}

    /** The session of a system. */
    public static SharedSession of(ClassicActorSystemProvider system) {
        return ID.get(system);
    }

    @Override
    public CassandraSessionExtension lookup() {
        return ID;
    }

    @Override
    public SharedSession createExtension(ExtendedActorSystem system) {
        return SharedSession.startIn(system);
    }
}
