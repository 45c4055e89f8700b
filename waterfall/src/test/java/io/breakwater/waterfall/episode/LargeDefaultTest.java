package io.breakwater.waterfall.episode;

import static io.breakwater.waterfall.episode.ElmDefault.EVENING;
import static io.breakwater.waterfall.episode.ElmDefault.account;
import static io.breakwater.waterfall.episode.ElmDefault.usd;
import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.account.AccountReply.Surrendered.Holding;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.deleveraging.Victim;
import io.breakwater.waterfall.fingerprint.FingerprintKey;
import io.breakwater.waterfall.house.Declaration;
import io.breakwater.waterfall.house.HouseAccounts;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.PriceSnapshot;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.rulebook.Layer;
import io.breakwater.waterfall.rulebook.Rulebook;
import io.breakwater.waterfall.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Defaults of so many accounts that a movement between their inventories is a run of entries. */
final class LargeDefaultTest {

    private static final FingerprintKey KEY = new FingerprintKey(1, 2);
    private static final Mark MARK = Mark.of(CLK0.price("-14.00"));

    /** Beside its own posting an entry has room for 499. The first one consumes the victim's hold. */
    @ParameterizedTest
    @CsvSource({"499, 1", "500, 2", "998, 2", "999, 3"})
    void oneVictimOfManyInventoriesGetsARunOfEntries(int accounts, int entries) {
        Episode episode = unsold(accounts);
        Step.Closing step =
                new Step.Closing(Layer.ADL, CLK0.id(), 11, Optional.of(7L), 1, List.of(), 13, usd("0"), List.of());
        SortedMap<EntityId, Money> money = new TreeMap<>();
        episode.inventories().keySet().forEach(each -> money.put(each, usd("2")));
        EntityId juniper = account("juniper.house");
        LotsEntries run = new LotsEntries(episode, step);

        run.close(
                new Victim(
                        1,
                        juniper,
                        CLK0.id(),
                        Lots.of(-accounts),
                        usd("9000"),
                        usd("9000"),
                        usd("9000"),
                        usd("2").times(accounts)),
                money);

        assertThat(run.all()).hasSize(entries);
        assertThat(run.all()).extracting(Entry::id).doesNotHaveDuplicates();
        assertThat(lots(run.all())).containsEntry(juniper, (long) accounts).hasSize(accounts + 1);
        assertThat(run.all().stream()
                        .flatMap(entry -> entry.postings().stream())
                        .map(Posting::consumes)
                        .filter(Optional::isPresent))
                .containsExactly(Optional.of(13L));
    }

    /** The house takes a lot of each inventory. */
    @ParameterizedTest
    @CsvSource({"499, 1", "500, 2"})
    void theHouseTakesOfManyInventoriesInARunOfEntries(int accounts, int entries) {
        Step.Closing step =
                new Step.Closing(Layer.TEAR_UP, CLK0.id(), 11, Optional.empty(), 1, List.of(), 0, usd("0"), List.of());
        LotsEntries run = new LotsEntries(unsold(accounts), step);

        run.absorb(HouseAccounts.uncovered(2), Lots.of(accounts));

        assertThat(run.all()).hasSize(entries);
        assertThat(lots(run.all())).containsEntry(HouseAccounts.uncovered(2), (long) accounts);
    }

    /** The first receives of all others, so it is in each entry of the run. */
    @ParameterizedTest
    @CsvSource({"500, 1", "501, 2", "999, 2", "1000, 3"})
    void manyInventoriesNetInARunOfEntries(int accounts, int entries) {
        SortedMap<EntityId, Lots> closed = new TreeMap<>();
        closed.put(inventory(0), Lots.of(3L * (accounts - 1)));
        for (int i = 1; i < accounts; i++) {
            closed.put(inventory(i), Lots.of(-3));
        }

        List<Entry> run = Netting.entries(CLK0, MARK, closed);

        assertThat(run).hasSize(entries);
        assertThat(run).extracting(Entry::id).doesNotHaveDuplicates();
        SortedMap<EntityId, Long> expected = new TreeMap<>();
        closed.forEach((inventory, lots) -> expected.put(inventory, lots.count()));
        assertThat(lots(run)).isEqualTo(expected);
    }

    /** By account, the lots that a run of entries brings it. */
    private static SortedMap<EntityId, Long> lots(List<Entry> run) {
        Books books = new Books();
        SortedMap<EntityId, Long> sums = new TreeMap<>();
        run.forEach(entry -> entry.postings().forEach(posting -> books.book(KEY, posting)));
        books.lots.forEach((account, held) ->
                sums.put(account, books.lots(account, CLK0.id()).count()));
        return sums;
    }

    /** A pool of which every account has one long lot that nobody bought. */
    private static Episode unsold(int accounts) {
        Table<EntityId, Inventory> inventories = Table.empty();
        Table<InstrumentId, Holding> one =
                Table.<InstrumentId, Holding>empty().with(CLK0.id(), new Holding(Lots.of(1), usd("0")));
        for (int i = 0; i < accounts; i++) {
            inventories = inventories.with(
                    account("direct" + i),
                    new Inventory(inventory(i), AccountKind.DIRECT, one, one, usd("0"), Table.empty()));
        }
        Declaration of = ElmDefault.world(Rulebook.venue(), "elm", account("elm.house"), "0", "-14.00").declaration;
        PriceSnapshot frozen = new PriceSnapshot(17, EVENING, new TreeMap<>(Map.of(CLK0.id(), MARK)), new TreeMap<>());
        Loss loss = new Loss(
                frozen,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(Map.of(CLK0.id(), new Loss.Unsold(CLK0, accounts, accounts, USD.zero()))));
        return Episode.undeclared(EntityId.of(EntityKind.EPISODE, "2"))
                .with(of)
                .with(inventories)
                .with(loss);
    }

    private static EntityId inventory(int place) {
        return HouseAccounts.inventory(2, account("direct" + place));
    }
}
