package io.breakwater.waterfall.house;

import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.posting.StopSubject;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.table.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One default as the house keeps it for life: what it froze, so that a source which comes later refuses it too, and how far
 * its episode has got with the house.
 *
 * @param terms the number of the terms it was declared under
 * @param firstStop the number of its first stop: one for a member, one per account for a pool, in the order of accounts
 * @param opened true when the episode has begun
 * @param frozen true when every source refused the subject and nothing of it was under way
 * @param levies by round, until it is closed
 */
public record DefaultCase(
        Optional<String> member,
        Table<EntityId, AccountKind> accounts,
        String cause,
        Instant declared,
        BusinessTime at,
        long terms,
        long firstStop,
        boolean opened,
        boolean frozen,
        Drawing drawing,
        Table<Integer, Levied> levies) {

    /** Where an episode is with its turn to draw. */
    public enum Drawing {
        NOT_YET,
        ASKED,
        GIVEN,
        RELEASED,
        /** The episode is closed. */
        CLOSED
    }

    static DefaultCase of(Declaration declaration, long terms, long firstStop) {
        return new DefaultCase(
                declaration.member(),
                Table.copyOf(declaration.accounts()),
                declaration.cause(),
                declaration.declared(),
                declaration.at(),
                terms,
                firstStop,
                false,
                false,
                Drawing.NOT_YET,
                Table.empty());
    }

    /** The episode with this number. */
    public static EntityId episode(long number) {
        return EntityId.of(EntityKind.EPISODE, Long.toString(number));
    }

    boolean isClosed() {
        return drawing == Drawing.CLOSED;
    }

    int stops() {
        return member.isPresent() ? 1 : accounts.size();
    }

    /** What each of its stops freezes, in the order of the stops, of which the first is {@link #firstStop}. */
    List<StopSubject> subjects() {
        if (member.isPresent()) {
            return List.of(new StopSubject.OfMember(member.get()));
        }
        List<StopSubject> subjects = new ArrayList<>(accounts.size());
        accounts.keySet().forEach(account -> subjects.add(new StopSubject.OfAccount(account)));
        return subjects;
    }

    /** True when this is one of its stops. */
    boolean placed(long stop) {
        return firstStop <= stop && stop < firstStop + stops();
    }

    DefaultCase open() {
        return with(true, frozen, drawing, levies);
    }

    DefaultCase freeze() {
        return with(opened, true, drawing, levies);
    }

    DefaultCase at(Drawing next) {
        return with(opened, frozen, next, next == Drawing.CLOSED ? Table.empty() : levies);
    }

    DefaultCase with(int round, Levied levied) {
        return with(opened, frozen, drawing, levies.with(round, levied));
    }

    private DefaultCase with(boolean nowOpen, boolean nowFrozen, Drawing next, Table<Integer, Levied> rounds) {
        return new DefaultCase(
                member, accounts, cause, declared, at, terms, firstStop, nowOpen, nowFrozen, next, rounds);
    }
}
