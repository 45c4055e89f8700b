package io.breakwater.waterfall.house;

import io.breakwater.waterfall.bank.BankReply;
import io.breakwater.waterfall.catalogue.CatalogueReply;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.PostingsContradicted;
import io.breakwater.waterfall.posting.SourceMessage;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.receipts.RequestId;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the house may be told. */
public sealed interface HouseInput extends Message {

    /** What the house makes of it. */
    Reaction<HouseMemory, HouseEvent> reactOn(HouseTurn turn);

    /** What accounts and episodes say as an input of the house; absent when it is for others. */
    static Optional<HouseInput> of(HouseMessage message) {
        if (message instanceof HouseMessage.ReportUnmetCall word) {
            return Optional.of(new UnmetCall(word));
        }
        if (message instanceof HouseMessage.ReportUnsold word) {
            return Optional.of(new Unsold(word));
        }
        if (message instanceof HouseMessage.AskClosed) {
            return Optional.of(new AskClosed());
        }
        return message instanceof HouseMessage.ReportDeficit word ? Optional.of(new Deficit(word)) : ofEpisode(message);
    }

    private static Optional<HouseInput> ofEpisode(HouseMessage message) {
        if (message instanceof HouseMessage.EpisodeOpened word) {
            return Optional.of(new Opened(word));
        }
        if (message instanceof HouseMessage.AskFrozen word) {
            return Optional.of(new AskFrozen(word));
        }
        if (message instanceof HouseMessage.AskTurn word) {
            return Optional.of(new AskTurn(word));
        }
        if (message instanceof HouseMessage.Levy word) {
            return Optional.of(new Levy(word));
        }
        if (message instanceof HouseMessage.ReleaseTurn word) {
            return Optional.of(new ReleaseTurn(word));
        }
        if (message instanceof HouseMessage.AskObligations word) {
            return Optional.of(new AskObligations(word));
        }
        return message instanceof HouseMessage.CloseEpisode word ? Optional.of(new Close(word)) : Optional.empty();
    }

    /** Sets on which terms the house deals with defaults; the currency never changes. The same terms again change nothing. */
    record SetTerms(HouseTerms terms) implements HouseInput {
        @Override
        public Reaction<HouseMemory, HouseEvent> reactOn(HouseTurn turn) {
            return turn.members().set(terms);
        }
    }

    /** Registers a member, or changes its contribution while it is not in default. The house account never changes. */
    record RegisterMember(String member, EntityId houseAccount, Money contribution) implements HouseInput {
        @Override
        public Reaction<HouseMemory, HouseEvent> reactOn(HouseTurn turn) {
            return turn.members().register(this);
        }
    }

    /**
     * Sets the assessment period that runs, only while no default is open.
     *
     * @param ends its last day
     * @param assessed by member, what it was assessed in it before
     */
    record SetPeriod(LocalDate opened, LocalDate ends, SortedMap<String, Money> assessed) implements HouseInput {
        public SetPeriod {
            assessed = Collections.unmodifiableSortedMap(new TreeMap<>(assessed));
        }

        @Override
        public Reaction<HouseMemory, HouseEvent> reactOn(HouseTurn turn) {
            return turn.members().set(this);
        }
    }

    /**
     * A member says that it pays an obligation now, as far as its house account can: persisted, then collected. Saying it
     * again while that goes on changes nothing, so it needs no receipt; saying it later collects again.
     *
     * @param asMember the member who must owe it, when a member asks
     */
    record PayObligation(Optional<String> asMember, RequestId request, long obligation) implements HouseInput {
        @Override
        public Reaction<HouseMemory, HouseEvent> reactOn(HouseTurn turn) {
            return turn.members().pay(this);
        }
    }

    /**
     * Reads the house.
     *
     * @param asMember the member who asks: it sees itself and its own obligations only, and every default
     */
    record ReadHouse(Optional<String> asMember) implements HouseInput {
        @Override
        public Reaction<HouseMemory, HouseEvent> reactOn(HouseTurn turn) {
            return turn.members().read(asMember);
        }
    }

    /** A source asks to be put on the list. */
    record Register(SourceMessage.Register word) implements HouseInput {
        @Override
        public Reaction<HouseMemory, HouseEvent> reactOn(HouseTurn turn) {
            return turn.stops().register(word.source());
        }
    }

    /** A source refuses the subject of a stop. */
    record Placed(StopMessage.StopPlaced word) implements HouseInput {
        @Override
        public Reaction<HouseMemory, HouseEvent> reactOn(HouseTurn turn) {
            return turn.stops().placed(word);
        }
    }

    /** Nothing of the subject of a stop is under way from a source. */
    record Drained(StopMessage.Drained word) implements HouseInput {
        @Override
        public Reaction<HouseMemory, HouseEvent> reactOn(HouseTurn turn) {
            return turn.stops().drained(word);
        }
    }

    /** A member's own call expired unpaid. */
    record UnmetCall(HouseMessage.ReportUnmetCall word) implements HouseInput {
        @Override
        public Reaction<HouseMemory, HouseEvent> reactOn(HouseTurn turn) {
            return turn.declaring().unmet(word);
        }
    }

    /** A direct account's lots found no bid. */
    record Unsold(HouseMessage.ReportUnsold word) implements HouseInput {
        @Override
        public Reaction<HouseMemory, HouseEvent> reactOn(HouseTurn turn) {
            return turn.declaring().unsold(word);
        }
    }

    /** A client account owes money and has nothing left to sell. */
    record Deficit(HouseMessage.ReportDeficit word) implements HouseInput {
        @Override
        public Reaction<HouseMemory, HouseEvent> reactOn(HouseTurn turn) {
            return turn.collecting().deficit(word);
        }
    }

    /** Which episodes are closed? */
    record AskClosed() implements HouseInput {
        @Override
        public Reaction<HouseMemory, HouseEvent> reactOn(HouseTurn turn) {
            return turn.answer(
                    new HouseMessage.EpisodesClosed(turn.house().defaults().firstOpen()));
        }
    }

    /** The episode has begun. */
    record Opened(HouseMessage.EpisodeOpened word) implements HouseInput {
        @Override
        public Reaction<HouseMemory, HouseEvent> reactOn(HouseTurn turn) {
            return turn.declaring().opened(word.episode());
        }
    }

    /** Is the subject frozen? */
    record AskFrozen(HouseMessage.AskFrozen word) implements HouseInput {
        @Override
        public Reaction<HouseMemory, HouseEvent> reactOn(HouseTurn turn) {
            return turn.stops().ask(word.episode());
        }
    }

    /** An episode registers its loss and asks for its turn. */
    record AskTurn(HouseMessage.AskTurn word) implements HouseInput {
        @Override
        public Reaction<HouseMemory, HouseEvent> reactOn(HouseTurn turn) {
            return turn.drawing().ask(word);
        }
    }

    /** An episode assesses the survivors. */
    record Levy(HouseMessage.Levy word) implements HouseInput {
        @Override
        public Reaction<HouseMemory, HouseEvent> reactOn(HouseTurn turn) {
            return turn.levying().levy(word);
        }
    }

    /** An episode gives its turn back. */
    record ReleaseTurn(HouseMessage.ReleaseTurn word) implements HouseInput {
        @Override
        public Reaction<HouseMemory, HouseEvent> reactOn(HouseTurn turn) {
            return turn.drawing().release(word.episode());
        }
    }

    /** What has become of a levy? */
    record AskObligations(HouseMessage.AskObligations word) implements HouseInput {
        @Override
        public Reaction<HouseMemory, HouseEvent> reactOn(HouseTurn turn) {
            return turn.levying().ask(word);
        }
    }

    /** An episode is over. */
    record Close(HouseMessage.CloseEpisode word) implements HouseInput {
        @Override
        public Reaction<HouseMemory, HouseEvent> reactOn(HouseTurn turn) {
            return turn.drawing().close(word);
        }
    }

    /** An account has granted a hold. */
    record Granted(HoldMessage.HoldGranted word) implements HouseInput {
        @Override
        public Reaction<HouseMemory, HouseEvent> reactOn(HouseTurn turn) {
            return turn.collecting().granted(word);
        }
    }

    /** An account grants nothing. */
    record Refused(HoldMessage.HoldRefused word) implements HouseInput {
        @Override
        public Reaction<HouseMemory, HouseEvent> reactOn(HouseTurn turn) {
            return turn.collecting().refused(word);
        }
    }

    /** A hold that was given back has ended. */
    record Ended(HoldMessage.HoldEnded word) implements HouseInput {
        @Override
        public Reaction<HouseMemory, HouseEvent> reactOn(HouseTurn turn) {
            return turn.collecting().ended(word.account(), word.id());
        }
    }

    /** A bank has persisted a flush. */
    record Flushed(BankReply.Flushed word) implements HouseInput {
        @Override
        public Reaction<HouseMemory, HouseEvent> reactOn(HouseTurn turn) {
            return turn.flushing().flushed(word);
        }
    }

    /** The catalogue's answer: which banks there are. */
    record CatalogueRead(CatalogueReply.Newest word) implements HouseInput {
        @Override
        public Reaction<HouseMemory, HouseEvent> reactOn(HouseTurn turn) {
            return turn.flushing().read(word);
        }
    }

    /** An account's mark. */
    record Acknowledged(PostingsAcknowledged word) implements HouseInput {
        @Override
        public Reaction<HouseMemory, HouseEvent> reactOn(HouseTurn turn) {
            return turn.acknowledged(word);
        }
    }

    /** An account knows a number as another entry. */
    record Contradicted(PostingsContradicted word) implements HouseInput {
        @Override
        public Reaction<HouseMemory, HouseEvent> reactOn(HouseTurn turn) {
            return turn.contradicted(word);
        }
    }

    /** Time passes. */
    record Tick() implements HouseInput {
        @Override
        public Reaction<HouseMemory, HouseEvent> reactOn(HouseTurn turn) {
            return turn.progress();
        }
    }
}
