package io.breakwater.waterfall.money;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Splits an amount over parties in proportion to their weights, to the minor unit: everybody gets the whole units of its
 * exact share, the units left go one each to the largest remainders, ties to the larger weight, then to the smaller id.
 *
 * <p>With limits it is water filling: a = min(limit, level x weight), where the level rises until everything is placed or
 * every party with a weight is at its limit; what cannot be placed is returned as undistributed. The exact share never
 * falls when the total grows, so a rounded share falls by at most one minor unit. The order of the claims never matters.
 */
public final class ProRata {

    private ProRata() {}

    /** Splits a non-negative amount. Two claims with one id are a fault. */
    public static <K extends Comparable<? super K>> Split<K> split(Money total, Collection<Claim<K>> claims) {
        if (total.isNegative()) {
            throw new IllegalArgumentException("cannot split a negative amount: " + total);
        }
        List<Share<K>> open = shares(total, claims);
        SortedMap<K, Money> parts = new TreeMap<>();
        open.forEach(share -> parts.put(share.id, total.currency().zero()));
        open.removeIf(share -> share.weight.signum() == 0);
        BigInteger rest = BigInteger.valueOf(total.minorUnits());
        rest = settleLimited(open, rest, total.currency(), parts);
        if (open.isEmpty()) {
            return new Split<>(total, parts, total.currency().minor(rest.longValueExact()));
        }
        largestRemainder(open, rest)
                .forEach((id, units) -> parts.put(id, total.currency().minor(units)));
        return new Split<>(total, parts, total.currency().zero());
    }

    /** Splits a whole, such as lots, by positive weights without limits; the parts sum to the total. */
    public static <K extends Comparable<? super K>> SortedMap<K, Long> units(long total, SortedMap<K, Long> weights) {
        List<Share<K>> shares = new ArrayList<>();
        weights.forEach(
                (id, weight) -> shares.add(new Share<>(id, BigInteger.valueOf(weight), BigInteger.ZERO, false)));
        if (total < 0 || shares.isEmpty() || shares.stream().anyMatch(share -> share.weight.signum() <= 0)) {
            throw new IllegalArgumentException("cannot split " + total + " by " + weights);
        }
        return largestRemainder(shares, BigInteger.valueOf(total));
    }

    /**
     * Takes out, nearest limit first, every party whose limit lies at or below its share of what is left, and returns
     * what is left for the others.
     */
    private static <K extends Comparable<? super K>> BigInteger settleLimited(
            List<Share<K>> open, BigInteger total, Currency currency, SortedMap<K, Money> parts) {
        open.sort(Comparator.comparing((Share<K> share) -> !share.limited).thenComparing(ProRata::byLevelOfLimit));
        BigInteger rest = total;
        BigInteger weight = sumOfWeights(open);
        int limited = 0;
        for (Share<K> share : open) {
            if (!share.limited || share.limit.multiply(weight).compareTo(rest.multiply(share.weight)) > 0) {
                break;
            }
            parts.put(share.id, currency.minor(share.limit.longValueExact()));
            rest = rest.subtract(share.limit);
            weight = weight.subtract(share.weight);
            limited++;
        }
        open.subList(0, limited).clear();
        return rest;
    }

    private static <K extends Comparable<? super K>> SortedMap<K, Long> largestRemainder(
            List<Share<K>> open, BigInteger total) {
        BigInteger weight = sumOfWeights(open);
        SortedMap<K, Long> parts = new TreeMap<>();
        List<Remainder<K>> remainders = new ArrayList<>();
        BigInteger left = total;
        for (Share<K> share : open) {
            BigInteger[] exact = total.multiply(share.weight).divideAndRemainder(weight);
            parts.put(share.id, exact[0].longValueExact());
            remainders.add(new Remainder<>(share, exact[1]));
            left = left.subtract(exact[0]);
        }
        remainders.sort(Comparator.comparing((Remainder<K> each) -> each.units)
                .thenComparing(each -> each.share.weight)
                .reversed()
                .thenComparing(each -> each.share.id));
        remainders.stream()
                .limit(left.longValueExact())
                .forEach(each -> parts.merge(each.share.id, 1L, Math::addExact));
        return parts;
    }

    private static <K extends Comparable<? super K>> List<Share<K>> shares(Money total, Collection<Claim<K>> claims) {
        SortedMap<K, Share<K>> shares = new TreeMap<>();
        for (Claim<K> claim : claims) {
            Money limit = claim.limit().orElse(total);
            boolean limited = limit.isLessThan(total);
            Share<K> share = new Share<>(
                    claim.id(), BigInteger.valueOf(claim.weight()), BigInteger.valueOf(limit.minorUnits()), limited);
            if (shares.put(claim.id(), share) != null) {
                throw new IllegalArgumentException("two claims of " + claim.id());
            }
        }
        return new ArrayList<>(shares.values());
    }

    /** Compares limit / weight, the level at which each party reaches its limit. */
    private static <K extends Comparable<? super K>> int byLevelOfLimit(Share<K> one, Share<K> other) {
        return one.limit.multiply(other.weight).compareTo(other.limit.multiply(one.weight));
    }

    private static <K extends Comparable<? super K>> BigInteger sumOfWeights(List<Share<K>> shares) {
        return shares.stream().map(share -> share.weight).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private record Share<K extends Comparable<? super K>>(K id, BigInteger weight, BigInteger limit, boolean limited) {}

    private record Remainder<K extends Comparable<? super K>>(Share<K> share, BigInteger units) {}
}
