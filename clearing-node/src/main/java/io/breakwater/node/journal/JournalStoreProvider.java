package io.breakwater.node.journal;

import com.typesafe.config.Config;
import org.apache.pekko.actor.ActorSystem;

/** Makes the store that {@code breakwater.journal.store} names by class; needs a public constructor without arguments. */
public interface JournalStoreProvider {

    /** Makes the store. Must not block: it runs in the journal's actor. */
    JournalStore store(ActorSystem system, Config journal);
}
