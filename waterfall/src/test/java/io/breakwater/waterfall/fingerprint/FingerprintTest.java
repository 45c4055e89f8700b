package io.breakwater.waterfall.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.market.PriceBand;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What sources have booked and what accounts have is one number, unless something is missing, doubled or stale. */
class FingerprintTest {

    private static final Instrument OIL =
            Instrument.of(InstrumentId.of("OIL"), Currency.of("USD", 2), "0.01", "1000", PriceBand.ofTicks(500));

    @SeededTest(runs = 200)
    void theSumOverSourcesIsTheSumOverAccounts(Generator any) {
        List<Entry> entries = entries(any);
        assertThat(overSources(any, entries)).isEqualTo(overAccounts(entries));
    }

    @SeededTest(runs = 200)
    void anEntryThatIsMissingOnBothAccountsIsSeen(Generator any) {
        List<Entry> entries = entries(any);
        List<Entry> heard = entries.subList(0, entries.size() - 1);
        assertThat(overAccounts(heard)).isNotEqualTo(overSources(any, entries));
    }

    @SeededTest(runs = 200)
    void anEntryThatIsDoubledOnBothAccountsIsSeen(Generator any) {
        List<Entry> entries = entries(any);
        List<Entry> heard = new ArrayList<>(entries);
        heard.add(any.oneOf(entries));
        assertThat(overAccounts(heard)).isNotEqualTo(overSources(any, entries));
    }

    @SeededTest(runs = 200)
    void lotsThatAreGivenBackLeaveNoTrace(Generator any) {
        EntityId account = account("A0");
        Lots lots = Lots.of(any.between(-1_000_000, 1_000_000));
        Fingerprint before = Fingerprint.NONE.with(Keys.FIXED, entries(any));
        assertThat(before.with(Keys.FIXED, OIL.id(), account, lots)
                        .with(Keys.FIXED, OIL.id(), account, lots.negated())
                        .of(OIL.id()))
                .isEqualTo(before.of(OIL.id()));
    }

    private static List<Entry> entries(Generator any) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < any.between(1, 20); i++) {
            int buyer = (int) any.between(0, 4);
            int seller = (buyer + (int) any.between(1, 4)) % 5;
            LotsLeg bought = LotsLeg.trade(OIL, Lots.of(any.between(1, 1_000)), Mark.of(new Price(-7)));
            entries.add(Entry.of(
                    "t" + i,
                    Purpose.TRADE,
                    Posting.of(account("A" + buyer), bought),
                    Posting.of(account("A" + seller), bought.opposite())));
        }
        return entries;
    }

    private static long overSources(Generator any, List<Entry> entries) {
        Fingerprint one = Fingerprint.NONE;
        Fingerprint other = Fingerprint.NONE;
        for (Entry entry : entries) {
            if (any.oneIn(2)) {
                one = one.with(Keys.FIXED, List.of(entry));
            } else {
                other = other.with(Keys.FIXED, List.of(entry));
            }
        }
        return Fingerprint.plus(one.of(OIL.id()), other.of(OIL.id()));
    }

    private static long overAccounts(List<Entry> entries) {
        Map<EntityId, Lots> held = new TreeMap<>();
        for (Entry entry : entries) {
            entry.postings()
                    .forEach(posting -> held.merge(
                            posting.account(), ((LotsLeg) posting.legs().get(0)).lots(), Lots::plus));
        }
        Fingerprint sum = Fingerprint.NONE;
        for (Map.Entry<EntityId, Lots> row : held.entrySet()) {
            sum = sum.with(Keys.FIXED, OIL.id(), row.getKey(), row.getValue());
        }
        return sum.of(OIL.id());
    }

    private static EntityId account(String key) {
        return EntityId.of(EntityKind.ACCOUNT, key);
    }
}
