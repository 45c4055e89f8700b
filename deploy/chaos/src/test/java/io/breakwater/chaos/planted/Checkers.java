package io.breakwater.chaos.planted;

import io.breakwater.chaos.cluster.Chance;
import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.account.AccountInput;
import io.breakwater.waterfall.account.AccountMemory;
import io.breakwater.waterfall.account.AccountReply;
import io.breakwater.waterfall.account.AccountRules;
import io.breakwater.waterfall.account.AccountTerms;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.fingerprint.Fingerprint;
import io.breakwater.waterfall.fingerprint.FingerprintKey;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.receipts.Finding;
import io.breakwater.waterfall.receipts.Receipt;
import io.breakwater.waterfall.receipts.Receipts;
import io.breakwater.waterfall.receipts.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Checkers that drive one rule alone, for what a run of minutes cannot show; each says what it has found wrong. */
final class Checkers {

    static final Currency USD = Currency.of("USD", 2);

    private static final Instant NOON = Instant.parse("2020-04-20T12:00:00Z");
    private static final EntityId ALDER = account("alder");

    private Checkers() {}

    /** What a checker has found; empty when all is well. */
    interface Checker {
        Optional<String> found(long seed);
    }

    static Checker named(String name) {
        return switch (name) {
            case "ChannelChecker" -> ChannelChecker::found;
            case "GateChecker" -> GateChecker::found;
            case "JournalChecker" -> JournalChecker::found;
            case "FingerprintChecker" -> Checkers::fingerprints;
            case "StatusChecker" -> seed -> status();
            case "ReceiptChecker" -> Checkers::receipts;
            default -> throw new IllegalArgumentException("no checker is called " + name);
        };
    }

    static List<String> names() {
        return List.of(
                "ChannelChecker",
                "GateChecker",
                "JournalChecker",
                "FingerprintChecker",
                "StatusChecker",
                "ReceiptChecker");
    }

    /** Of a book that is matched, accounts whose lots sum to zero go missing together: the sum must show it. */
    private static Optional<String> fingerprints(long seed) {
        Chance chance = Chance.of(seed);
        FingerprintKey key = new FingerprintKey(chance.between(1, Long.MAX_VALUE - 1), seed);
        InstrumentId instrument = InstrumentId.of("CLK0");
        Fingerprint all = Fingerprint.NONE;
        Fingerprint known = Fingerprint.NONE;
        for (int pair = 0; pair < 10; pair++) {
            Lots lots = Lots.of(chance.between(1, 1_000));
            Fingerprint both = Fingerprint.NONE
                    .with(key, instrument, account("long" + pair), lots)
                    .with(key, instrument, account("short" + pair), Lots.of(-lots.count()));
            all = new Fingerprint(
                    all.sums().with(instrument, Fingerprint.plus(all.of(instrument), both.of(instrument))));
            if (pair > 0) {
                known = new Fingerprint(
                        known.sums().with(instrument, Fingerprint.plus(known.of(instrument), both.of(instrument))));
            }
        }
        return all.equals(known)
                ? Optional.of("a pair of accounts is missing, and the sums are equal")
                : Optional.empty();
    }

    /** Who is told that a request was not applied is told so for ever. */
    private static Optional<String> status() {
        AccountRules rules = new AccountRules();
        Account account = rules.apply(
                rules.initial(ALDER),
                new Numbered<>(1, new AccountEvent.Opened(new AccountTerms("alder", AccountKind.HOUSE, USD))));
        RequestId id = id(NOON, 1);
        Reaction<AccountMemory, AccountEvent> asked =
                ask(rules, account, new AccountInput.ReadStatus(Optional.empty(), id));
        boolean notApplied = asked.reply()
                .filter(answer -> answer instanceof AccountReply.Status status
                        && status.outcome() == AccountReply.Status.Outcome.VOIDED)
                .isPresent();
        Account after = asked.event()
                .map(event -> rules.apply(account, new Numbered<>(2, event)))
                .orElse(account);
        Optional<Message> answer = ask(rules, after, new AccountInput.AcknowledgeCall(Optional.empty(), id, 1))
                .reply();
        boolean refusedForGood = answer.filter(word -> word instanceof AccountReply.Refused refused
                        && refused.reason() == io.breakwater.waterfall.account.AccountRejection.REQUEST_VOIDED)
                .isPresent();
        return notApplied && !refusedForGood
                ? Optional.of("told that " + id + " was not applied, and then it is looked at: " + answer)
                : Optional.empty();
    }

    private static Reaction<AccountMemory, AccountEvent> ask(AccountRules rules, Account account, AccountInput input) {
        Cause cause = new Cause("member/alder", Optional.empty(), "request");
        return rules.react(account, rules.wake(account), new Envelope<>(input, Optional.empty(), cause), now(NOON));
    }

    /** A request that was decided never takes effect again, however much later it comes. */
    private static Optional<String> receipts(long seed) {
        Chance chance = Chance.of(seed);
        Receipts<String> receipts = Receipts.none();
        Instant time = NOON;
        for (int i = 1; i <= 20; i++) {
            time = time.plus(Duration.ofMinutes(chance.between(1, 300)));
            receipts = receipts.keep(
                    "member/alder", Receipt.answered(id(time, i), "0".repeat(64), "done", Optional.of(time)));
        }
        Instant late = time.plus(Duration.ofDays(3));
        receipts = receipts.keep(
                "member/alder", Receipt.answered(id(late, 99), "0".repeat(64), "done", Optional.of(late)));
        RequestId first = id(NOON, 1);
        boolean again = receipts.find("member/alder", first, "0".repeat(64), house(late)) instanceof Finding.Unseen;
        return again ? Optional.of(first + " is older than all that is remembered, and is taken") : Optional.empty();
    }

    static RequestId id(Instant time, long number) {
        String hex = String.format("%012x", time.toEpochMilli());
        return new RequestId(
                hex.substring(0, 8) + "-" + hex.substring(8) + "-7000-8000-" + String.format("%012x", number));
    }

    static EntityId account(String name) {
        return EntityId.of(EntityKind.ACCOUNT, name);
    }

    private static Optional<HouseInstant> house(Instant time) {
        return Optional.of(new HouseInstant(time, Duration.ZERO));
    }

    private static Now now(Instant time) {
        return new Now(Duration.ofSeconds(1), house(time));
    }
}
