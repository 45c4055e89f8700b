package io.breakwater.waterfall.desk;

import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a desk answers, beside what it says about bids. */
public sealed interface DeskReply extends Message {

    /** These terms hold as of event {@code number} at the latest. */
    record TermsSet(long number) implements DeskReply {}

    /** Nothing was done. */
    record Refused(DeskRejection reason) implements DeskReply {}

    /**
     * The desk as of event {@code number}.
     *
     * @param bids how many stand
     */
    record View(long number, Optional<DeskTerms> terms, int bids, List<Working> orders) implements DeskReply {
        public View {
            orders = List.copyOf(orders);
        }
    }

    /**
     * An order that is not done.
     *
     * @param lots as the account books them
     * @param until when its window ends
     */
    record Working(EntityId account, long order, Lots lots, Lots filled, Instant until) {}
}
