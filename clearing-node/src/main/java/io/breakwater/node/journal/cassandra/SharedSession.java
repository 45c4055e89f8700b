package io.breakwater.node.journal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Extension;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session that journal, snapshot store and readers of one actor system share. Opening never blocks an actor: it runs
 * in a thread of its own, waits for the ring as long as it takes, and checks the schema before anyone gets the session.
 * A failed opening (wrong schema, bad settings) is tried again by the next caller.
 */
public final class SharedSession implements Extension {
    private static final Logger LOG = LoggerFactory.getLogger(SharedSession.class);

    private final Config config;
    private @Nullable CompletableFuture<CqlSession> opening;
    private boolean closed;

    private SharedSession(Config config) {
        this.config = config;
    }

    static SharedSession startIn(ActorSystem system) {
        SharedSession session = new SharedSession(system.settings().config().getConfig("breakwater.cassandra"));
        system.registerOnTermination(session::close);
        if (!session.config.getStringList("contact-points").isEmpty()) {
            session.awaitAtStart(session.config.getDuration("wait-at-start"));
        }
        return session;
    }

    /**
     * The open session with a checked schema. Completes exceptionally with {@link SchemaMismatchException} or
     * {@link IllegalArgumentException} when schema or settings are wrong; while the ring is away it does not complete.
     */
    public synchronized CompletionStage<CqlSession> opened() {
        if (closed) {
            return CompletableFuture.failedFuture(new IllegalStateException("the actor system has terminated"));
        }
        if (opening == null || opening.isCompletedExceptionally()) {
            CompletableFuture<CqlSession> fresh = new CompletableFuture<>();
            Thread thread = new Thread(() -> open(fresh), "breakwater-cassandra-open");
            thread.setDaemon(true);
            thread.start();
            opening = fresh;
        }
        return opening;
    }

    /** The keyspace that the configuration names. */
    public String keyspace() {
        return settings().keyspace();
    }

    /** A fixed setting of that keyspace, such as {@link FixedSettings#FINGERPRINT_KEY}, once the session is open. */
    public CompletionStage<Optional<String>> fixedSetting(String name) {
        return opened().thenApplyAsync(session -> SchemaMigration.fixedSetting(session, keyspace(), name));
    }

    private CassandraSettings settings() {
        return CassandraSettings.from(config);
    }

    private void open(CompletableFuture<CqlSession> result) {
        try {
            CassandraSettings settings = settings();
            CqlSession session = CassandraSessions.open(settings);
            try {
                SchemaMigration.check(session, settings.keyspace());
            } catch (RuntimeException e) {
                session.close();
                throw e;
            }
            if (!deliver(result, session)) {
                session.close();
            }
        } catch (RuntimeException e) {
            LOG.error("cannot open the Cassandra session: {}", e.getMessage());
            result.completeExceptionally(e);
        }
    }

    private synchronized boolean deliver(CompletableFuture<CqlSession> result, CqlSession session) {
        return !closed && result.complete(session);
    }

    private void awaitAtStart(Duration limit) {
        try {
            opened().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("no Cassandra session after {}; it is opened in the background", limit);
        } catch (ExecutionException e) {
            LOG.warn("the journal cannot work yet: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void close() {
        closed = true;
        if (opening != null) {
            CompletableFuture<CqlSession> last = opening;
            opening = last.whenComplete(SharedSession::closeOpened);
            last.completeExceptionally(new IllegalStateException("the actor system has terminated"));
        }
    }

    private static void closeOpened(@Nullable CqlSession session, @Nullable Throwable failure) {
        if (session != null) {
            session.closeAsync();
        }
    }
}
