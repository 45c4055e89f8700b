package io.breakwater.node.risk;

import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.AccountReply;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityObserver;
import io.breakwater.waterfall.process.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the accounts of a node have become since the desk last looked: the newest state of each, so never more than there
 * are accounts. Written on the accounts' threads, read by the desk.
 */
public final class RiskFeed implements EntityObserver<Account> {

    private final Map<EntityId, Word> words = new ConcurrentHashMap<>();
    private final Set<EntityId> waiting = ConcurrentHashMap.newKeySet();

    /**
     * The newest word of one account.
     *
     * @param state absent when it no longer runs here
     * @param recovered true when it has begun to run here since the desk last looked
     */
    record Word(EntityId account, Optional<Account> state, boolean recovered) {}

    @Override
    public void recovered(EntityId entity, Account state) {
        words.put(entity, new Word(entity, Optional.of(state), true));
    }

    @Override
    public void changed(EntityId entity, Account state) {
        words.merge(
                entity,
                new Word(entity, Optional.of(state), false),
                (before, now) -> new Word(entity, now.state(), before.recovered()));
    }

    @Override
    public boolean takes(Message answer) {
        if (answer instanceof AccountReply.NeedsJudging hint) {
            waiting.add(hint.account());
            return true;
        }
        return false;
    }

    @Override
    public void stopped(EntityId entity) {
        words.put(entity, new Word(entity, Optional.empty(), false));
    }

    /** What is new, once. */
    List<Word> take() {
        List<Word> taken = new ArrayList<>();
        words.keySet()
                .forEach(account -> Optional.ofNullable(words.remove(account)).ifPresent(taken::add));
        return taken;
    }

    /** The accounts that wait for a judgement, once. */
    List<EntityId> takeWaiting() {
        List<EntityId> taken = new ArrayList<>();
        waiting.forEach(account -> {
            if (waiting.remove(account)) {
                taken.add(account);
            }
        });
        return taken;
    }
}
