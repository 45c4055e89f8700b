package io.breakwater.node.audit;

import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.account.CallChange;
import io.breakwater.waterfall.episode.EpisodeEvent;

/**
 * Invariant 14. Every event names its principal and its request; one that expires, grants or closes out names the house
 * time too, because without house time nothing of the kind may happen.
 */
final class AttributionCheck implements Check {

    private final Verdicts verdicts;
    private long events;
    private long timed;

    AttributionCheck(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    @Override
    public Invariant invariant() {
        return Invariant.ATTRIBUTION;
    }

    @Override
    public void event(AuditedEvent event) {
        events++;
        if (event.by().isEmpty()) {
            verdicts.violated(Invariant.ATTRIBUTION, event, "names neither principal nor request");
            return;
        }
        if (needsHouseTime(event.event())) {
            timed++;
            if (event.by().get().houseTime().isEmpty()) {
                verdicts.violated(Invariant.ATTRIBUTION, event, "was decided without house time");
            }
        }
        if (event.event() instanceof AccountEvent.CallExpired expired
                && event.by()
                        .get()
                        .houseTime()
                        .filter(expired.at().time()::equals)
                        .isEmpty()) {
            verdicts.violated(Invariant.ATTRIBUTION, event, "expired at another house time than its row names");
        }
    }

    @Override
    public void finish() {
        verdicts.compared(Invariant.ATTRIBUTION, events + " events, house time on " + timed + " decisions in time");
    }

    private static boolean needsHouseTime(Object event) {
        boolean movesACall =
                event instanceof AccountEvent.Judged judged && !(judged.change() instanceof CallChange.Unchanged);
        return movesACall
                || event instanceof AccountEvent.CallExpired
                || event instanceof AccountEvent.HoldGranted
                || event instanceof AccountEvent.OrderGiven
                || event instanceof EpisodeEvent.Offered;
    }
}
