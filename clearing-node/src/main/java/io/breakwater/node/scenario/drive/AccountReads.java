package io.breakwater.node.scenario.drive;

import io.breakwater.protocol.accounts.v1.AccountServiceGrpc;
import io.breakwater.protocol.accounts.v1.GetAccountRequest;
import io.breakwater.protocol.accounts.v1.GetAccountResponse;
import io.breakwater.protocol.accounts.v1.Standing;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Reads accounts, some at the same time, and waits by reading. After money and trades an account is at rest when it has
 * applied what was acknowledged for it; after prices when it was judged at the newest snapshot too, unless it has no lots
 * or is in default.
 */
final class AccountReads {

    private static final String OPERATOR = "operator/demo";
    private static final String NOT_REACHED = "POSITION_NOT_REACHED";

    private final HouseClient house;
    private final Reached reached;
    private final Crew crew;
    private final Duration bound;
    private final Map<String, Long> calm = new ConcurrentHashMap<>();

    AccountReads(HouseClient house, Reached reached, Crew crew, Duration bound) {
        this.house = house;
        this.reached = reached;
        this.crew = crew;
        this.bound = bound;
    }

    /** The accounts as they are, once each of them has applied what was acknowledged for it, in the order given. */
    List<GetAccountResponse> applied(Collection<String> accounts, LongConsumer done) {
        return crew.each(accounts, this::applied, done);
    }

    GetAccountResponse applied(String account) {
        return until(account, any -> true, "to apply what was acknowledged");
    }

    /**
     * The accounts once each of them, if it has lots, was judged at the newest snapshot as well, in the order given.
     *
     * @param at takes each account as soon as that is so, on any thread
     */
    List<GetAccountResponse> judged(Collection<String> accounts, Consumer<GetAccountResponse> at, LongConsumer done) {
        return crew.each(
                accounts,
                account -> {
                    GetAccountResponse read =
                            until(account, this::isJudged, "to be judged at snapshot " + reached.snapshot());
                    at.accept(read);
                    return read;
                },
                done);
    }

    /** The accounts as soon as each of them is as wanted, in the order given. */
    List<GetAccountResponse> until(
            Collection<String> accounts, Predicate<GetAccountResponse> wanted, String waitingFor, LongConsumer done) {
        return crew.each(accounts, account -> until(account, wanted, waitingFor), done);
    }

    /**
     * The account as soon as it is as wanted.
     *
     * @throws DriveFailure when it is not within the bound
     */
    GetAccountResponse until(String account, Predicate<GetAccountResponse> wanted, String waitingFor) {
        GetAccountRequest request = GetAccountRequest.newBuilder()
                .setAccount(account)
                .addAllMinPositions(reached.positions(account))
                .build();
        long giveUp = System.nanoTime() + bound.toNanos();
        String last = "no answer";
        while (System.nanoTime() < giveUp) {
            try {
                GetAccountResponse read =
                        house.call(OPERATOR, AccountServiceGrpc::newBlockingStub, stub -> stub.getAccount(request));
                note(read);
                if (wanted.test(read)) {
                    return read;
                }
                last = "it was " + read.getStanding() + " at snapshot "
                        + read.getMargining().getSnapshot();
            } catch (Refusal refused) {
                if (!refused.reason().equals(NOT_REACHED)) {
                    throw refused;
                }
                last = refused.getMessage();
            }
            house.pause();
        }
        throw new DriveFailure("waited " + bound.toSeconds() + " s for " + account + " " + waitingFor + ": " + last);
    }

    /**
     * Those of the accounts of which something may go on: not those that were seen, when they had been judged at the newest
     * snapshot, to be good or in default. Such an account stays so until there is another price.
     */
    List<String> restless(Collection<String> accounts) {
        return accounts.stream()
                .filter(account -> calm.getOrDefault(account, -1L) != reached.snapshot())
                .toList();
    }

    private void note(GetAccountResponse read) {
        boolean good = read.getStanding() == Standing.STANDING_GOOD && isJudged(read);
        if (good || read.getStanding() == Standing.STANDING_IN_DEFAULT) {
            calm.put(read.getAccount(), reached.snapshot());
        }
    }

    private boolean isJudged(GetAccountResponse account) {
        return account.getPositionsCount() == 0
                || account.getStanding() == Standing.STANDING_IN_DEFAULT
                || (account.hasMargining() && account.getMargining().getSnapshot() >= reached.snapshot());
    }
}
