package io.breakwater.node.catalogue;

import io.breakwater.node.entity.Answer;
import io.breakwater.node.entity.EntityCluster;
import io.breakwater.waterfall.catalogue.Catalogue;
import io.breakwater.waterfall.catalogue.CatalogueEntity;
import io.breakwater.waterfall.catalogue.CatalogueInput;
import io.breakwater.waterfall.catalogue.CatalogueReply;
import io.breakwater.waterfall.process.Cause;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalogue as this node knows it: read again every half second, and at once by whoever misses something in it. What
 * is in a version stays true of that version; that something is missing is never more than a guess. Safe for use by
 * several threads.
 */
public final class CatalogueView implements AutoCloseable {

    /** How old the view may be while the catalogue answers. */
    public static final Duration EVERY = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(CatalogueView.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final EntityCluster cluster;
    private final Cause cause;
    private final Cancellable reading;
    private volatile Catalogue known = Catalogue.EMPTY;

    private CatalogueView(ActorSystem<?> system, EntityCluster cluster) {
        this.cluster = cluster;
        this.cause = new Cause("node/" + cluster.node(), Optional.empty(), "catalogue");
        this.reading = system.scheduler()
                .scheduleWithFixedDelay(Duration.ZERO, EVERY, this::readAgain, system.executionContext());
    }

    /** One node's view. */
    public static CatalogueView start(ActorSystem<?> system, EntityCluster cluster) {
        return new CatalogueView(system, cluster);
    }

    /** The newest version this node has read; empty before the first. */
    public Catalogue newest() {
        return known;
    }

    /**
     * A version that is as wanted when there is one: the one at hand, else the newest there is, which may still not be.
     *
     * @param patience how long the catalogue is waited for
     */
    public CompletionStage<Catalogue> having(Predicate<Catalogue> wanted, Duration patience) {
        Catalogue now = known;
        return wanted.test(now) ? CompletableFuture.completedFuture(now) : read(patience);
    }

    /** The newest version there is, asked for now. */
    public CompletionStage<Catalogue> read(Duration patience) {
        long version = known.version();
        return cluster.ask(CatalogueEntity.MAIN, new CatalogueInput.ReadCatalogue(version), cause, patience)
                .thenApply(this::heard);
    }

    @Override
    public void close() {
        reading.cancel();
    }

    private void readAgain() {
        read(PATIENCE).whenComplete((catalogue, failure) -> {
            if (failure != null) {
                LOG.debug("the catalogue did not answer; version {} is kept", known.version(), failure);
            }
        });
    }

    private Catalogue heard(Answer answer) {
        if (answer instanceof Answer.Given given && given.body() instanceof CatalogueReply.Newest newest) {
            newest.catalogue().ifPresent(this::keep);
            return known;
        }
        throw new UnansweredCatalogueException(String.valueOf(answer));
    }

    private synchronized void keep(Catalogue heard) {
        if (heard.version() > known.version()) {
            known = heard;
        }
    }
}
