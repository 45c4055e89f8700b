package io.breakwater.node.scenario.drive;

import io.breakwater.protocol.accounts.v1.GetAccountResponse;
import io.breakwater.protocol.accounts.v1.Standing;
import io.breakwater.protocol.defaults.v1.Episode;
import io.breakwater.protocol.defaults.v1.EpisodePhase;
import io.breakwater.protocol.house.v1.Obligation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Whether anything goes on in the house after deadlines: an account that is being closed out, a default before its
 * assessments, an obligation. What the treasury has to do meanwhile is done here.
 */
final class HouseRest {

    /** An account in one of these goes on by itself. */
    private static final Set<Standing> GOING_ON = Set.of(
            Standing.STANDING_EXPIRED,
            Standing.STANDING_CLOSING_OUT,
            Standing.STANDING_LIQUIDATING,
            Standing.STANDING_UNSOLD);

    private final HouseClient house;
    private final AccountReads reads;
    private final Defaults defaults;
    private final Obligations obligations;
    private final Duration bound;
    private List<String> goingOn = List.of();

    HouseRest(HouseClient house, AccountReads reads, Defaults defaults, Obligations obligations, Duration bound) {
        this.house = house;
        this.reads = reads;
        this.defaults = defaults;
        this.obligations = obligations;
        this.bound = bound;
    }

    /** What the scenario leaves open on purpose. */
    enum Leaves {
        /** Nothing. */
        NOTHING,
        /** Assessments, which are paid later. */
        ASSESSMENTS
    }

    /**
     * Waits until nothing goes on but what is left open.
     *
     * @param seen hears what each account says, as often as it is read
     * @param goesOn hears what still goes on
     * @throws DriveFailure when something goes on beyond the bound
     */
    void await(List<String> accounts, Leaves leaves, Consumer<GetAccountResponse> seen, Consumer<String> goesOn) {
        long giveUp = System.nanoTime() + bound.toNanos();
        Optional<String> unrest = goingOn(accounts, leaves, seen);
        while (unrest.isPresent()) {
            goesOn.accept(unrest.get());
            if (System.nanoTime() > giveUp) {
                throw new DriveFailure(
                        "waited " + bound.toSeconds() + " s for the house to come to rest: " + unrest.get());
            }
            house.pause();
            unrest = goingOn(accounts, leaves, seen);
        }
    }

    /**
     * Something that goes on, in a few words. While the accounts of which something went on when all were read last, or a
     * default, are not through, nobody else is read. Then all accounts that have not been seen at rest are read first: what they
     * cause is shown once they show it.
     */
    Optional<String> goingOn(List<String> accounts, Leaves leaves, Consumer<GetAccountResponse> seen) {
        Optional<String> still = stillGoingOn(seen).or(() -> ofDefaults(leaves));
        if (still.isPresent()) {
            return still;
        }
        List<GetAccountResponse> read = read(reads.restless(accounts), seen);
        Optional<String> ofDefaults = ofDefaults(leaves);
        return ofAccounts(read).or(() -> ofDefaults).or(() -> ofObligations(read, leaves));
    }

    /** One account after the other until one still goes on: reading them all again and again would slow the house down. */
    private Optional<String> stillGoingOn(Consumer<GetAccountResponse> seen) {
        while (!goingOn.isEmpty()) {
            GetAccountResponse first = reads.applied(goingOn.get(0));
            seen.accept(first);
            if (goesOn(first)) {
                return Optional.of(words(first, goingOn.size()));
            }
            goingOn = goingOn.subList(1, goingOn.size());
        }
        return Optional.empty();
    }

    /** Reads accounts and keeps those that go on. */
    private List<GetAccountResponse> read(List<String> accounts, Consumer<GetAccountResponse> seen) {
        List<GetAccountResponse> read = reads.applied(accounts, done -> {});
        read.forEach(seen);
        goingOn = read.stream()
                .filter(HouseRest::goesOn)
                .map(GetAccountResponse::getAccount)
                .toList();
        return read;
    }

    private static boolean goesOn(GetAccountResponse account) {
        return GOING_ON.contains(account.getStanding());
    }

    private static Optional<String> ofAccounts(List<GetAccountResponse> read) {
        List<GetAccountResponse> open = read.stream().filter(HouseRest::goesOn).toList();
        return open.stream().findFirst().map(account -> words(account, open.size()));
    }

    private static String words(GetAccountResponse first, int all) {
        return first.getAccount() + " is " + word(first.getStanding().name(), "STANDING_")
                + (all > 1 ? ", and " + (all - 1) + " more" : "");
    }

    private Optional<String> ofDefaults(Leaves leaves) {
        List<Episode> open = defaults.open();
        open.forEach(defaults::sellCollateral);
        return open.stream()
                .filter(episode -> !isLeft(episode, leaves))
                .map(episode -> "default " + episode.getEpisode() + " is "
                        + word(episode.getPhase().name(), "EPISODE_PHASE_"))
                .findFirst();
    }

    private static boolean isLeft(Episode episode, Leaves leaves) {
        return episode.getPhase() == EpisodePhase.EPISODE_PHASE_CLOSED
                || (leaves == Leaves.ASSESSMENTS && episode.getPhase() == EpisodePhase.EPISODE_PHASE_COLLECTING);
    }

    private Optional<String> ofObligations(List<GetAccountResponse> accounts, Leaves leaves) {
        List<Obligation> all = obligations.all();
        Optional<String> open = all.stream()
                .filter(Obligations::isOpen)
                .filter(obligation -> leaves == Leaves.NOTHING || !Obligations.isAssessment(obligation))
                .map(obligation -> obligation.getMember() + " owes obligation " + obligation.getObligation())
                .findFirst();
        return open.or(() -> accounts.stream()
                .filter(account -> account.getStanding() == Standing.STANDING_DEFICIENT)
                .map(GetAccountResponse::getAccount)
                .filter(client ->
                        all.stream().noneMatch(taken -> taken.getClient().equals(client)))
                .map(client -> client + " has a deficit that nobody has taken")
                .findFirst());
    }

    private static String word(String constant, String prefix) {
        return constant.substring(prefix.length())
                .toLowerCase(java.util.Locale.ROOT)
                .replace('_', ' ');
    }
}
