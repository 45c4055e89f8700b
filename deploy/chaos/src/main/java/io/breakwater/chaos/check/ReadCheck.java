package io.breakwater.chaos.check;

import io.breakwater.chaos.cluster.Journal;
import io.breakwater.chaos.cluster.World;
import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.account.AccountInput;
import io.breakwater.waterfall.account.AccountReply;
import io.breakwater.waterfall.account.AccountRules;
import io.breakwater.waterfall.bank.BankEvent;
import io.breakwater.waterfall.bank.BankReply;
import io.breakwater.waterfall.posting.Delivery;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads with a token. When a bank has answered that a line is recorded, whoever has that answer may read its account up to it:
 * of every instance of the account that lives, replaced ones too, one that answers shows a state with the line in it. The
 * question is put to the rules themselves, without a message, so that asking changes nothing in the run.
 */
final class ReadCheck implements Check {

    private static final Cause READER = new Cause("member/reader", Optional.empty(), "read");

    private final World world;
    private final AccountRules rules = new AccountRules();
    /** By source and number, the accounts that it booked something for. */
    private final Map<String, Map<EntityId, Long>> applied = new HashMap<>();

    private static final long NOT_YET = Long.MAX_VALUE;

    ReadCheck(World world) {
        this.world = world;
    }

    @Override
    public void stored(Journal.Row row, Object before, Object after) {
        if (row.event() instanceof BankEvent.LinesRecorded recorded) {
            Map<EntityId, Long> accounts = new HashMap<>();
            for (Entry entry : recorded.entries()) {
                for (Posting posting : entry.postings()) {
                    accounts.put(posting.account(), NOT_YET);
                }
            }
            applied.put(key(row.entity(), row.number()), accounts);
        } else if (row.event() instanceof AccountEvent.Posted posted) {
            for (AccountEvent.FromSource from : posted.received()) {
                for (Delivery delivery : from.deliveries()) {
                    Optional.ofNullable(applied.get(key(from.source(), delivery.number())))
                            .ifPresent(accounts -> accounts.put(row.entity(), row.number()));
                }
            }
        }
    }

    /** A client holds this answer in its hands, and with it a token. */
    void answered(EntityId by, Message answer) {
        if (answer instanceof BankReply.Recorded recorded) {
            Map<EntityId, Long> accounts = applied.getOrDefault(key(by, recorded.number()), Map.of());
            world.instances((entity, number, state) -> {
                if (state instanceof Account account && accounts.containsKey(entity)) {
                    read(account, by, recorded.number(), accounts.getOrDefault(entity, NOT_YET));
                }
            });
        }
    }

    private void read(Account account, EntityId source, long number, long appliedBy) {
        AccountInput question = new AccountInput.Read(Optional.empty(), new TreeMap<>(Map.of(source, number)));
        Optional<Message> answer = rules.react(
                        account,
                        rules.wake(account),
                        new Envelope<>(question, Optional.empty(), READER),
                        new Now(Duration.ZERO, Optional.empty()))
                .reply();
        if (answer.isPresent() && answer.get() instanceof AccountReply.View view && view.number() < appliedBy) {
            throw new Violation(
                    Invariant.READS,
                    account.self() + " shows itself as of " + view.number() + " to who knows " + source + " " + number);
        }
    }

    private static String key(EntityId source, long number) {
        return source + " " + number;
    }
}
