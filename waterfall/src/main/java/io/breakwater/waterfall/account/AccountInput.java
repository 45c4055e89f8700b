package io.breakwater.waterfall.account;

import io.breakwater.waterfall.bank.BankReply;
import io.breakwater.waterfall.bucket.BucketAnswer;
import io.breakwater.waterfall.bucket.BucketAnswer.EnlistmentKept;
import io.breakwater.waterfall.desk.DeskMessage;
import io.breakwater.waterfall.house.HouseMessage;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.PostingsMessage;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.receipts.RequestId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What an account may be told. */
public sealed interface AccountInput extends Message {

    /** Opens the account. The same terms again change nothing. */
    record Open(AccountTerms terms) implements AccountInput {}

    /** Postings of sources, all that wait at once. */
    record Post(List<PostingsMessage> messages) implements AccountInput {
        public Post {
            messages = List.copyOf(messages);
        }

        /** These postings, then those. */
        public Post and(Post later) {
            return new Post(
                    Stream.concat(messages.stream(), later.messages.stream()).toList());
        }
    }

    /** The bucket keeps the account awake. */
    record Kept(EnlistmentKept answer) implements AccountInput {}

    /**
     * Reads the account, once it has applied each source up to the number given.
     *
     * @param asMember the member to whom the account must belong, when a member asks
     */
    record Read(Optional<String> asMember, SortedMap<EntityId, Long> from) implements AccountInput {
        public Read {
            from = Collections.unmodifiableSortedMap(new TreeMap<>(from));
        }
    }

    /** What became of a request of the asking principal; one that has not arrived is voided. */
    record ReadStatus(Optional<String> asMember, RequestId request) implements AccountInput {}

    /**
     * Settles the account at a price snapshot and judges it. Ignored when that snapshot or a later one was judged;
     * answered with the number judged, or with what is missing.
     */
    record Judge(RiskFacts facts) implements AccountInput {}

    /** The member confirms the open call. */
    record AcknowledgeCall(Optional<String> asMember, RequestId request, long call) implements AccountInput {}

    /** A bank has persisted the flush that the account asked for. */
    record BankFlushed(BankReply.Flushed answer) implements AccountInput {}

    /** The bucket has told of outages. */
    record OutagesTold(BucketAnswer.OutagesFound answer) implements AccountInput {}

    /** A source asks for a hold. */
    record AskHold(HoldMessage.AskHold ask) implements AccountInput {}

    /** A source gives a hold back. */
    record ReleaseHold(HoldMessage.ReleaseHold release) implements AccountInput {}

    /** An episode takes the account over: from here on it is not settled, judged or called. Repeated until answered. */
    record Surrender(EntityId account, EntityId episode) implements AccountInput {}

    /** The episode asks what is left on an account that it has taken over. */
    record AskRemainder(EntityId account, EntityId episode) implements AccountInput {}

    /** A desk has told of its standing bids. */
    record Quoted(DeskMessage.Quoted answer) implements AccountInput {}

    /** A desk has done what it could for an order. */
    record OrderDone(DeskMessage.OrderDone answer) implements AccountInput {}

    /** A desk has forgotten an order. */
    record OrderLapsed(DeskMessage.OrderLapsed answer) implements AccountInput {}

    /** The house has taken the account's deficit to be its member's debt. */
    record DeficitTaken(HouseMessage.DeficitTaken answer) implements AccountInput {}

    /** The house has said which episodes are closed. */
    record EpisodesClosed(HouseMessage.EpisodesClosed answer) implements AccountInput {}

    /** Time passes, or the bucket wakes the account. */
    record Tick() implements AccountInput {}
}
