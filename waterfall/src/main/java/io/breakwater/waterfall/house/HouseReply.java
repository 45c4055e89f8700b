package io.breakwater.waterfall.house;

import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the house answers to the API. */
public sealed interface HouseReply extends Message {

    /** It is so as of the house's event {@code number}. */
    record Kept(long number) implements HouseReply {}

    /** Nothing was done. */
    record Refused(HouseRejection reason) implements HouseReply {}

    /** The house as of its event {@code number}; a member sees itself and its own obligations only. */
    record View(
            long number,
            Optional<HouseTerms> terms,
            SortedMap<String, Member> members,
            Optional<Period> period,
            List<Obligation> obligations,
            List<Default> defaults)
            implements HouseReply {
        public View {
            members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
            obligations = List.copyOf(obligations);
            defaults = List.copyOf(defaults);
        }
    }

    /**
     * One member.
     *
     * @param episode the default it is in
     */
    record Member(EntityId houseAccount, Money contribution, Optional<Long> episode) {}

    /**
     * The assessment period that runs.
     *
     * @param ends its last day
     * @param assessed by member, what it was assessed in it
     */
    record Period(LocalDate opened, LocalDate ends, SortedMap<String, Money> assessed) {
        public Period {
            assessed = Collections.unmodifiableSortedMap(new TreeMap<>(assessed));
        }
    }

    /**
     * What a member owes or has owed.
     *
     * @param obligation the number by which it is named
     * @param episode for an assessment, the default it is for
     * @param client for a client's deficit, that client's account
     */
    record Obligation(
            long obligation,
            String member,
            EntityId account,
            Optional<Long> episode,
            Optional<EntityId> client,
            Money amount,
            Money paid,
            Instant deadline,
            Stage stage) {

        /** How far an obligation has got. */
        public enum Stage {
            OPEN,
            PAID,
            /** Unpaid at its deadline: the member is in default. */
            UNPAID,
            /** Its member was declared in default before the deadline. */
            VOIDED
        }
    }

    /** One default, open or closed. */
    record Default(long episode, Optional<String> member, Instant declared, boolean closed) {}
}
