package io.breakwater.waterfall.house;

import io.breakwater.waterfall.bank.BankInput;
import io.breakwater.waterfall.bank.BankReply;
import io.breakwater.waterfall.catalogue.Catalogue;
import io.breakwater.waterfall.catalogue.CatalogueInput;
import io.breakwater.waterfall.catalogue.CatalogueReply;
import io.breakwater.waterfall.house.HouseMemory.Flushing;
import io.breakwater.waterfall.house.HouseMemory.Round;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An obligation's deadline asks first. Once house time is past it, the house asks the catalogue which banks there are, and
 * each of them what it owes the account; a bank persists the question, so what was recorded there before counts and what
 * comes after does not. Only when every bank has answered is the account asked for the last time. Without house time, or
 * without an answer, nothing becomes unpaid.
 */
record FlushTurn(HouseTurn turn) {

    /** Obligations for which banks are asked at one time. */
    static final int ROUNDS = 64;

    /** Those who have not answered are asked again after this. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final EntityId CATALOGUE = EntityId.of(EntityKind.CATALOGUE, "main");

    /** What every bank said of an obligation that is past its deadline; absent while one has not answered. */
    Optional<SortedMap<EntityId, Long>> complete(long obligation, Payable payable) {
        return flushing()
                .rounds()
                .find(obligation)
                .filter(round -> isDue(payable) && round.isComplete())
                .map(round -> new TreeMap<>(round.answers()));
    }

    Reaction<HouseMemory, HouseEvent> flushed(BankReply.Flushed word) {
        for (Map.Entry<Long, Round> row : flushing().rounds().entrySet()) {
            Round round = row.getValue();
            boolean asked = word.call().equals(key(row.getKey()))
                    && round.banks().containsKey(word.bank())
                    && !round.answers().containsKey(word.bank());
            if (asked) {
                Round next =
                        new Round(round.banks(), round.answers().with(word.bank(), word.lastOwed()), round.again());
                Flushing noted = flushing().with(flushing().rounds().with(row.getKey(), next));
                return turn.with(turn.memory().with(noted)).progress();
            }
        }
        return turn.none();
    }

    /** Takes the catalogue's answer: the banks that were named, or that there is nothing newer. */
    Reaction<HouseMemory, HouseEvent> read(CatalogueReply.Newest word) {
        Flushing known = flushing();
        boolean open = isAsking();
        Optional<Catalogue> newer = word.catalogue().filter(catalogue -> known.version()
                .filter(version -> version >= catalogue.version())
                .isEmpty());
        boolean named = newer.isPresent() || known.version().isPresent();
        Table<EntityId, Boolean> banks = newer.flatMap(Catalogue::terms)
                .map(terms -> {
                    Table<EntityId, Boolean> all = Table.empty();
                    for (EntityId bank : terms.banks()) {
                        all = all.with(bank, true);
                    }
                    return all;
                })
                .orElse(known.banks());
        Optional<Long> version = newer.map(Catalogue::version).or(known::version);
        return Reaction.none(turn.memory()
                .with(new Flushing(version, banks, open && named && !banks.isEmpty(), known.again(), known.rounds())));
    }

    /** Asks the catalogue and the banks, when it is time to. */
    HouseMemory say(List<Send> sends) {
        List<Long> due = due();
        Table<Long, Round> rounds = Table.empty();
        for (long obligation : due) {
            Optional<Round> round = flushing().rounds().find(obligation);
            rounds = round.isPresent() ? rounds.with(obligation, round.get()) : rounds;
        }
        Flushing next = flushing().with(rounds);
        if (rounds.size() < due.size()) {
            next = next.fresh() ? begun(next, due) : asked(next, sends);
        }
        for (Map.Entry<Long, Round> row : next.rounds().entrySet()) {
            next = next.with(next.rounds().with(row.getKey(), asked(row.getKey(), row.getValue(), sends)));
        }
        return turn.memory().with(next);
    }

    private static Flushing begun(Flushing flushing, List<Long> due) {
        Table<Long, Round> rounds = flushing.rounds();
        for (long obligation : due) {
            rounds = rounds.containsKey(obligation)
                    ? rounds
                    : rounds.with(obligation, new Round(flushing.banks(), Table.empty(), Duration.ZERO));
        }
        return new Flushing(flushing.version(), flushing.banks(), false, Duration.ZERO, rounds);
    }

    private Flushing asked(Flushing flushing, List<Send> sends) {
        if (turn.now().uptime().compareTo(flushing.again()) < 0) {
            return flushing;
        }
        sends.add(new Send(
                CATALOGUE, new CatalogueInput.ReadCatalogue(flushing.version().orElse(-1L))));
        Duration again = turn.now().uptime().plus(PATIENCE);
        return new Flushing(flushing.version(), flushing.banks(), false, again, flushing.rounds());
    }

    private Round asked(long obligation, Round round, List<Send> sends) {
        if (round.isComplete() || turn.now().uptime().compareTo(round.again()) < 0) {
            return round;
        }
        Payable payable = CollectionTurn.open(turn.house(), obligation);
        for (EntityId bank : round.banks().keySet()) {
            if (!round.answers().containsKey(bank)) {
                sends.add(new Send(bank, new BankInput.Flush(turn.house().payer(payable), key(obligation))));
            }
        }
        return new Round(round.banks(), round.answers(), turn.now().uptime().plus(PATIENCE));
    }

    /** True while an obligation that is due has no round. */
    private boolean isAsking() {
        return due().stream().anyMatch(each -> !flushing().rounds().containsKey(each));
    }

    /** The first that are past their deadline and were not asked for the last time. */
    private List<Long> due() {
        List<Long> due = new ArrayList<>();
        for (Map.Entry<Long, Payable> row : turn.house().payables().open().entrySet()) {
            if (due.size() < ROUNDS && isDue(row.getValue())) {
                due.add(row.getKey());
            }
        }
        return due;
    }

    private boolean isDue(Payable payable) {
        return !payable.isAskedLast()
                && turn.time().filter(time -> time.isPast(payable.deadline())).isPresent();
    }

    private static String key(long obligation) {
        return "obligation-" + obligation;
    }

    private Flushing flushing() {
        return turn.memory().flushing();
    }
}
