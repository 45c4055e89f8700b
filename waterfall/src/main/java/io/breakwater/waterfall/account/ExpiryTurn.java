package io.breakwater.waterfall.account;

import io.breakwater.waterfall.account.Standing.UnderCall;
import io.breakwater.waterfall.bank.BankInput;
import io.breakwater.waterfall.bank.BankReply;
import io.breakwater.waterfall.bucket.BucketAnswer.OutagesFound;
import io.breakwater.waterfall.bucket.BucketMessage.AskOutages;
import io.breakwater.waterfall.bucket.Buckets;
import io.breakwater.waterfall.call.ExpiryCheck;
import io.breakwater.waterfall.call.MarginCall;
import io.breakwater.waterfall.call.Outage;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Expiry asks first. Once house time is past the next deadline of an open call, the account asks every bank what it still
 * owes and its bucket for outages; it goes on asking whoever has not answered. Outages move deadlines. Only when every
 * bank has answered, all that they named is applied, and the call is still unpaid and past its deadline, it expires.
 * Without house time, or without an answer, nothing expires. Invariant 8, ADR 0001.
 */
record ExpiryTurn(Account account, AccountMemory memory, Now now) {

    /** Those who have not answered are asked again after this. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    /** When everybody has answered, the postings that were named are awaited this long at a time. */
    private static final Duration POSTINGS_AWAITED = Duration.ofMillis(100);

    /** An open call and the deadline of it that is past. */
    private record Due(UnderCall open, Instant deadline, HouseInstant house, SortedSet<EntityId> banks) {
        String key() {
            return open.call().number() + "@" + deadline;
        }
    }

    /** Notes a bank's answer, and expires the call if it was the last that was missing. */
    Reaction<AccountMemory, AccountEvent> flushed(BankReply.Flushed answer) {
        Optional<ExpiryRound> round = round(answer.call());
        return round.isPresent()
                ? remembering(round.get().flushed(answer.bank(), answer.lastOwed()))
                        .decided()
                : Reaction.none(memory);
    }

    /** Moves deadlines by the outages found, or notes that there are none. */
    Reaction<AccountMemory, AccountEvent> told(OutagesFound answer) {
        Optional<ExpiryRound> round = round(answer.call());
        Optional<Due> due = due();
        if (round.isEmpty() || due.isEmpty()) {
            return Reaction.none(memory);
        }
        UnderCall open = due.get().open();
        List<Outage> given = new ArrayList<>();
        MarginCall call = open.call();
        Instant to = due.get().deadline();
        for (Outage outage : answer.outages()) {
            Optional<Outage> news = since(open.outagesTo(), outage);
            MarginCall extended = call;
            call = news.isPresent() ? call.extend(news.get(), open.terms().policy()) : call;
            if (!extended.equals(call)) {
                given.add(news.orElseThrow());
                to = outage.until().isAfter(to) ? outage.until() : to;
            }
        }
        return given.isEmpty()
                ? remembering(round.get().told()).decided()
                : Reaction.record(memory.busy(now.uptime()), new AccountEvent.CallExtended(call, given, to));
    }

    /** Expires the call when nothing speaks against it. */
    Reaction<AccountMemory, AccountEvent> decided() {
        Optional<Due> found = due();
        Optional<ExpiryRound> asked = found.flatMap(due -> round(due.key()));
        if (found.isEmpty() || asked.isEmpty()) {
            return Reaction.none(memory);
        }
        Due due = found.get();
        ExpiryRound round = asked.get();
        boolean flushed = knowsTheBanks(due) && due.banks().stream().allMatch(bank -> isApplied(round, bank));
        MarginCall call = due.open().call();
        if (call.mayExpire(new ExpiryCheck(now, flushed, round.outagesTold())) != ExpiryCheck.Verdict.MAY_EXPIRE) {
            return Reaction.none(memory);
        }
        AccountEvent event = new AccountEvent.CallExpired(
                call.expire(),
                call.unpaid(),
                due.deadline(),
                due.house(),
                round.flushed(),
                due.open().terms().policy().afterExpiry());
        return Reaction.record(memory.busy(now.uptime()), event);
    }

    /** Asks whoever has not answered, when it is time to. */
    Step asked() {
        Optional<Due> found = due();
        if (found.isEmpty()) {
            return new Step(memory, List.of(), untilDeadline());
        }
        Due due = found.get();
        ExpiryRound round = round(due.key()).orElseGet(() -> ExpiryRound.of(due.key()));
        if (!due.open().outagesTo().isBefore(due.deadline())) {
            round = round.told();
        }
        if (round.hasHeardAll(due.banks())) {
            return new Step(remembering(round).memory, List.of(), Optional.of(POSTINGS_AWAITED));
        }
        if (now.uptime().compareTo(round.again()) < 0) {
            return new Step(
                    remembering(round).memory,
                    List.of(),
                    Optional.of(round.again().minus(now.uptime())));
        }
        ExpiryRound next = round.askedUntil(now.uptime().plus(PATIENCE));
        return new Step(remembering(next).memory, questions(due, round), Optional.of(PATIENCE));
    }

    /** What is to be sent, what is known after it, and how soon to look again. */
    record Step(AccountMemory memory, List<Send> sends, Optional<Duration> again) {}

    private List<Send> questions(Due due, ExpiryRound round) {
        List<Send> sends = new ArrayList<>();
        for (EntityId bank : due.banks()) {
            if (!round.hasAnswered(bank)) {
                sends.add(new Send(bank, new BankInput.Flush(account.self(), due.key())));
            }
        }
        if (!round.outagesTold()) {
            sends.add(new Send(
                    Buckets.of(account.self()),
                    new AskOutages(account.self(), due.key(), due.open().outagesTo(), due.deadline())));
        }
        return sends;
    }

    private Optional<Due> due() {
        if (!(account.standing() instanceof UnderCall open) || now.house().isEmpty()) {
            return Optional.empty();
        }
        HouseInstant house = now.house().get();
        return open.call()
                .nextDeadline()
                .filter(house::isPast)
                .map(deadline -> new Due(open, deadline, house, banks(open)));
    }

    /** A new instance does not know which banks have come since the call was made until it is judged: it expires nothing. */
    private boolean knowsTheBanks(Due due) {
        return memory.heard().isPresent() && !due.banks().isEmpty();
    }

    /** The banks known when the call was made, and those known now. */
    private SortedSet<EntityId> banks(UnderCall open) {
        SortedSet<EntityId> banks = new TreeSet<>(open.terms().banks());
        memory.heard().ifPresent(heard -> banks.addAll(heard.facts().banks()));
        return banks;
    }

    private boolean isApplied(ExpiryRound round, EntityId bank) {
        Long lastOwed = round.flushed().get(bank);
        return lastOwed != null && account.marks().of(bank) >= lastOwed;
    }

    private Optional<ExpiryRound> round(String key) {
        return memory.expiry().filter(round -> round.key().equals(key));
    }

    private ExpiryTurn remembering(ExpiryRound round) {
        return new ExpiryTurn(account, memory.with(Optional.of(round)), now);
    }

    private Optional<Duration> untilDeadline() {
        Optional<Instant> next = account.standing().openCall().flatMap(MarginCall::nextDeadline);
        if (next.isEmpty()) {
            return Optional.empty();
        }
        Duration left = now.house()
                .map(house -> Duration.between(house.time().minus(house.error()), next.get()))
                .orElse(PATIENCE);
        return Optional.of(left.compareTo(PATIENCE) < 0 ? left.plusMillis(1) : PATIENCE);
    }

    /** The part of an outage that has not been given back yet, named by its own beginning. */
    private static Optional<Outage> since(Instant givenTo, Outage outage) {
        if (!outage.until().isAfter(givenTo)) {
            return Optional.empty();
        }
        Instant from = outage.from().isAfter(givenTo) ? outage.from() : givenTo;
        return Optional.of(new Outage(from.toString(), from, outage.until()));
    }
}
