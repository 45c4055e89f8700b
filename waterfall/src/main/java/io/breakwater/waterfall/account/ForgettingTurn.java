package io.breakwater.waterfall.account;

import io.breakwater.waterfall.bucket.Enlistment;
import io.breakwater.waterfall.house.HouseMessage;
import io.breakwater.waterfall.posting.Marks;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.table.Table;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps what an account remembers of defaults within bounds. It keeps a mark, and the number of the newest hold, of each
 * episode and each auction that it ever dealt with, until it hears that the episode is closed; once it remembers more than
 * {@value #EPISODES} of them it asks the house which are.
 */
record ForgettingTurn(Account account, AccountMemory memory, Now now) {

    /** Episodes and auctions that an account remembers before it asks. */
    static final int EPISODES = 32;

    /** It asks at most so often: some may stay open for long. */
    static final Duration PACE = Duration.ofMinutes(1);

    /** What is known after it was asked, and the question. */
    record Step(AccountMemory memory, Optional<Send> question) {}

    Step asked() {
        if (now.uptime().compareTo(memory.closedAgain()) < 0 || !remembersMany()) {
            return new Step(memory, Optional.empty());
        }
        Send question = new Send(HouseMessage.MAIN, new HouseMessage.AskClosed(account.self()));
        return new Step(memory.askedForClosed(now.uptime().plus(PACE)), Optional.of(question));
    }

    Reaction<AccountMemory, AccountEvent> closed(HouseMessage.EpisodesClosed word) {
        if (word.below() <= account.marks().closedBelow()) {
            return Reaction.none(memory);
        }
        Enlistment need = AccountRules.need(account);
        return memory.attendance().covers(need)
                ? Reaction.record(memory.busy(now.uptime()), new AccountEvent.EpisodesForgotten(word.below()))
                : Reaction.later(memory.with(memory.attendance().need(need)));
    }

    private boolean remembersMany() {
        Table<EntityId, ?> marks = account.marks().bySource();
        Table<EntityId, ?> holds = account.holds().newest();
        return marks.size() + holds.size() > EPISODES && passing(marks) + passing(holds) > EPISODES;
    }

    private static long passing(Table<EntityId, ?> rows) {
        return rows.keySet().stream().filter(Marks::isPassing).count();
    }
}
