package io.breakwater.waterfall.deleveraging;

import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.AccountTerms;
import io.breakwater.waterfall.account.Equity;
import io.breakwater.waterfall.account.Position;
import io.breakwater.waterfall.account.Standing;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.catalogue.Catalogue;
import io.breakwater.waterfall.catalogue.Listing;
import io.breakwater.waterfall.fingerprint.Fingerprint;
import io.breakwater.waterfall.fingerprint.FingerprintKey;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.money.Money;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What one node answers to a census, or all of them together.
 *
 * @param round of the request
 * @param fingerprint of every account that lives there, in the instrument asked for
 * @param candidates the best of each node by rank, at most {@link #CANDIDATES}: more of them than lots need, because an
 *     account may refuse
 */
public record Census(long round, long fingerprint, List<Candidate> candidates) {

    /** Candidates that one node names, and victims of one round at most. */
    public static final int CANDIDATES = 400;

    public Census {
        candidates = List.copyOf(candidates);
    }

    /**
     * Counts the accounts of one node. Candidates are accounts that are called, and of the house's own those that have taken
     * lots of an earlier default.
     *
     * @return absent when the catalogue is older than what an account of the instrument holds: who cannot be valued would be
     *     missing from the ranking, and the sums would not show it
     */
    public static Optional<Census> of(
            CensusRequest request, Collection<Account> accounts, Catalogue catalogue, FingerprintKey key) {
        InstrumentId instrument = request.instrument().id();
        Fingerprint sum = Fingerprint.NONE;
        List<Candidate> candidates = new ArrayList<>();
        for (Account account : accounts) {
            Optional<Position> position = account.positions().find(instrument).filter(each -> !each.lots()
                    .isFlat());
            if (position.isPresent()) {
                if (!knows(catalogue, account)) {
                    return Optional.empty();
                }
                sum = sum.with(key, instrument, account.self(), position.get().lots());
                candidate(request, account, position.get(), catalogue).ifPresent(candidates::add);
            }
        }
        return Optional.of(new Census(request.round(), sum.of(instrument), best(request, candidates)));
    }

    private static boolean knows(Catalogue catalogue, Account account) {
        return account.positions().entrySet().stream()
                        .filter(row -> !row.getValue().lots().isFlat())
                        .allMatch(row -> catalogue.listings().containsKey(row.getKey()))
                && account.collateral().keySet().stream()
                        .allMatch(asset -> catalogue.collateral().containsKey(asset));
    }

    /** Two nodes together. */
    public Census and(Census other) {
        List<Candidate> all = new ArrayList<>(candidates);
        all.addAll(other.candidates);
        return new Census(round, Fingerprint.plus(fingerprint, other.fingerprint), all);
    }

    private static Optional<Candidate> candidate(
            CensusRequest request, Account account, Position position, Catalogue catalogue) {
        Optional<AccountTerms> terms =
                account.terms().filter(each -> position.lots().isOpposite(request.unsold()));
        if (terms.filter(known -> known.kind() == AccountKind.UNCOVERED).isPresent()) {
            AccountTerms known = terms.get();
            Money nothing = known.currency().zero();
            return Optional.of(new Candidate(account.self(), known.member(), known.kind(), position, nothing));
        }
        Optional<AccountTerms> called =
                terms.filter(each -> each.kind().isCalled() && !(account.standing() instanceof Standing.InDefault));
        return called.map(known -> {
            Money equity = Equity.ofPriced(
                    account,
                    known.currency(),
                    request.frozen(),
                    id -> Optional.ofNullable(catalogue.listings().get(id)).map(Listing::instrument),
                    catalogue.collateral());
            return new Candidate(account.self(), known.member(), known.kind(), position, equity);
        });
    }

    /** The house's own first, then ranked; and no more than a round can close: the rest cannot be among the best of all. */
    private static List<Candidate> best(CensusRequest request, List<Candidate> candidates) {
        Optional<Mark> mark = request.frozen().mark(request.instrument().id());
        return mark.map(frozen -> candidates.stream()
                        .sorted(Comparator.comparing(Candidate::isHouse, Comparator.reverseOrder())
                                .thenComparing(new AdlRanking(request.instrument(), frozen)))
                        .limit(CANDIDATES)
                        .toList())
                .orElse(candidates);
    }
}
