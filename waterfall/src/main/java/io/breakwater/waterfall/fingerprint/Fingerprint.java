package io.breakwater.waterfall.fingerprint;

import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.table.Table;
import java.math.BigInteger;
import java.util.Collection;

/**
 * Per instrument the sum of lots x w(account), modulo 2^61 - 1, in 0 to 2^61 - 2. Sums add up over sources as over nodes,
 * and lots that an account gives back leave no trace.
 */
public record Fingerprint(Table<InstrumentId, Long> sums) {

    public static final Fingerprint NONE = new Fingerprint(Table.empty());

    private static final BigInteger PRIME = BigInteger.valueOf(FingerprintKey.PRIME);

    /** The sum of an instrument; 0 when nothing of it was ever added. */
    public long of(InstrumentId instrument) {
        return sums.find(instrument).orElse(0L);
    }

    /** With these lots on this account. */
    public Fingerprint with(FingerprintKey key, InstrumentId instrument, EntityId account, Lots lots) {
        BigInteger term = BigInteger.valueOf(lots.count()).multiply(BigInteger.valueOf(key.weight(account)));
        long sum = plus(of(instrument), term.mod(PRIME).longValueExact());
        return new Fingerprint(sums.with(instrument, sum));
    }

    /** With all that these entries move. */
    public Fingerprint with(FingerprintKey key, Collection<Entry> entries) {
        Fingerprint next = this;
        for (Entry entry : entries) {
            for (Posting posting : entry.postings()) {
                for (Leg leg : posting.legs()) {
                    next = leg instanceof Leg.LotsLeg lots
                            ? next.with(key, lots.instrument(), posting.account(), lots.lots())
                            : next;
                }
            }
        }
        return next;
    }

    /** The sum of two fingerprints of one instrument. */
    public static long plus(long one, long other) {
        return (one + other) % FingerprintKey.PRIME;
    }
}
