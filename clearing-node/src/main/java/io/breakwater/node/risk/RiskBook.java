package io.breakwater.node.risk;

import io.breakwater.node.risk.InstrumentColumn.Slot;
import io.breakwater.node.risk.InstrumentColumn.Sums;
import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.AccountTerms;
import io.breakwater.waterfall.account.Standing;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.collateral.CollateralTerms;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Ratio;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.risk.Market;
import io.breakwater.waterfall.risk.RiskTerms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The accounts that live on one node, in columns: what a sweep needs to find, in one pass over every position, the
 * accounts whose standing may change at a snapshot. It errs on the side of finding: sums are in floating point and every
 * comparison leaves room for their rounding, so an account may be found once too often and is never missed. Positions of
 * one instrument lie together; a row that is given back is used again. Not safe for several threads.
 */
final class RiskBook {

    private static final int FIRST_ROWS = 64;
    private static final List<AccountKind> KINDS = List.of(AccountKind.values());

    /** The rounding of 64-bit floating point over some thousand additions, relative to the sum of all magnitudes. */
    private static final double ROUNDING = 1e-12;

    private final Map<EntityId, Integer> rowOf = new HashMap<>();
    private final List<Optional<Account>> accounts = new ArrayList<>();
    private final Map<InstrumentId, Integer> columnOf = new HashMap<>();
    private final List<InstrumentColumn> columns = new ArrayList<>();
    private final List<Integer> unused = new ArrayList<>();
    private RiskTerms terms = RiskTerms.NONE;
    private long[][] places = new long[FIRST_ROWS][0];
    private long[] cash = new long[FIRST_ROWS];
    private double[] collateral = new double[FIRST_ROWS];
    private double[] held = new double[FIRST_ROWS];
    private int[] kind = new int[FIRST_ROWS];
    private boolean[] called = new boolean[FIRST_ROWS];
    private boolean[] underCall = new boolean[FIRST_ROWS];
    private long[] judged = new long[FIRST_ROWS];
    private long[] owed = new long[FIRST_ROWS];

    /** Takes new terms, by which every row is valued anew. */
    void take(RiskTerms next) {
        terms = next;
        rowOf.forEach((account, row) -> fill(row, accounts.get(row).orElseThrow(), 0));
    }

    /** An account has begun to run here: lots that are fresh may have been so at any snapshot. */
    void recovered(EntityId account, Account state) {
        remove(account);
        put(account, state, 0);
    }

    /** An account's newest state; lots that are fresh now and were not before came after this snapshot. */
    void changed(EntityId account, Account state, long newestSnapshot) {
        put(account, state, newestSnapshot);
    }

    /** The account no longer runs here. */
    void remove(EntityId account) {
        Integer row = rowOf.remove(account);
        if (row != null) {
            empty(row);
            accounts.set(row, Optional.empty());
            unused.add(row);
        }
    }

    /** The account has answered that it is judged by this snapshot. */
    void judged(EntityId account, long snapshot) {
        Integer row = rowOf.get(account);
        if (row != null) {
            judged[row] = Math.max(judged[row], snapshot);
        }
    }

    int size() {
        return rowOf.size();
    }

    Optional<Account> find(EntityId account) {
        return Optional.ofNullable(rowOf.get(account)).flatMap(accounts::get);
    }

    /** Every account that lives here, in no order. */
    List<Account> all() {
        return accounts.stream().flatMap(Optional::stream).toList();
    }

    /** The newest snapshot that the account is known to be judged by. */
    long judged(EntityId account) {
        return Optional.ofNullable(rowOf.get(account)).map(row -> judged[row]).orElse(0L);
    }

    /** The accounts of kinds that are called and have not been judged by this snapshot yet. */
    List<EntityId> behind(long snapshot) {
        List<EntityId> found = new ArrayList<>();
        rowOf.forEach((account, row) -> {
            if (judged[row] < snapshot && KINDS.get(kind[row]).isCalled()) {
                found.add(account);
            }
        });
        return found;
    }

    /** True when fresh lots of the account settle with this snapshot, and with none that comes later. */
    boolean settlesOnlyAt(EntityId account, Market market) {
        int row = Optional.ofNullable(rowOf.get(account)).orElse(-1);
        return row >= 0
                && judged[row] < market.number()
                && Arrays.stream(places[row]).anyMatch(place -> column(place).settlesOnlyAt((int) place, market));
    }

    /** True when the lots of the account in an instrument became fresh only after this snapshot was known. */
    boolean isFreshSince(EntityId account, InstrumentId instrument, long snapshot) {
        int row = Optional.ofNullable(rowOf.get(account)).orElse(-1);
        return row >= 0
                && Arrays.stream(places[row])
                        .filter(place -> column(place).instrument.equals(instrument))
                        .mapToObj(place -> column(place).get((int) place))
                        .anyMatch(slot -> slot.fresh() && slot.freshSince() >= snapshot);
    }

    /**
     * The accounts that must be judged by this snapshot and are not known to be: those that have a settlement to apply,
     * those that may be below the level at which they are called or closed out, those with an open call, and those that
     * an earlier snapshot found and that have not been judged since. An account with lots that have no price is left out,
     * because it cannot be judged. In no order.
     */
    List<EntityId> sweep(Market market) {
        Sums sums = new Sums(accounts.size());
        for (InstrumentColumn column : columns) {
            Optional<LotRates> rates = terms.listing(column.instrument).flatMap(listing -> market.snapshot()
                    .mark(column.instrument)
                    .map(mark ->
                            LotRates.of(listing, mark, market.snapshot().at().date())));
            if (rates.isPresent()) {
                column.value(rates.get(), sums);
                column.settle(market, sums);
            } else {
                column.unpriced(sums);
            }
        }
        double[] levels = new double[KINDS.size()];
        boolean[] calls = new boolean[KINDS.size()];
        boolean[] callsNegativeCash = new boolean[KINDS.size()];
        terms.policies().forEach((each, policy) -> {
            calls[KINDS.indexOf(each)] = true;
            levels[KINDS.indexOf(each)] = level(policy);
            callsNegativeCash[KINDS.indexOf(each)] =
                    policy.callsNegativeCash() && policy.judged() == CallPolicy.Judged.EVERY_SNAPSHOT;
        });
        List<EntityId> found = new ArrayList<>();
        rowOf.forEach((account, row) -> {
            int of = kind[row];
            boolean changes = called[row]
                    && calls[of]
                    && (underCall[row] || (callsNegativeCash[of] && cash[row] < 0) || isBelow(row, levels[of], sums));
            if (sums.unpriced[row] || judged[row] >= market.number()) {
                return;
            }
            if (changes || sums.settles[row] || owed[row] > judged[row]) {
                owed[row] = market.number();
                found.add(account);
            }
        });
        return found;
    }

    private boolean isBelow(int row, double level, Sums sums) {
        double free = (double) cash[row] + collateral[row] + sums.value[row] - held[row];
        double required = sums.maintenance[row] + level * (sums.initial[row] - sums.maintenance[row]);
        double gross = Math.abs((double) cash[row]) + collateral[row] + held[row] + sums.gross[row];
        return free < required + 3 + 2.0 * sums.positions[row] + gross * ROUNDING;
    }

    private static double level(CallPolicy policy) {
        return (double) policy.callBelow().share().numerator()
                / policy.callBelow().share().denominator();
    }

    private void put(EntityId account, Account state, long freshSince) {
        int row = Optional.ofNullable(rowOf.get(account)).orElseGet(() -> newRow(account));
        accounts.set(row, Optional.of(state));
        fill(row, state, freshSince);
    }

    private int newRow(EntityId account) {
        int row = unused.isEmpty() ? accounts.size() : unused.remove(unused.size() - 1);
        if (row == accounts.size()) {
            accounts.add(Optional.empty());
        }
        if (row == cash.length) {
            grow(2 * row);
        }
        rowOf.put(account, row);
        judged[row] = 0;
        owed[row] = 0;
        return row;
    }

    private void fill(int row, Account state, long freshSince) {
        Map<InstrumentId, Long> freshBefore = freshIn(row);
        empty(row);
        Optional<Currency> currency = state.terms().map(AccountTerms::currency);
        judged[row] = Math.max(judged[row], state.calls().judged());
        kind[row] = KINDS.indexOf(state.terms().map(AccountTerms::kind).orElse(AccountKind.INTERNAL));
        called[row] = KINDS.get(kind[row]).isCalled()
                && (state.standing() instanceof Standing.Good || state.standing() instanceof Standing.UnderCall);
        underCall[row] = state.standing() instanceof Standing.UnderCall;
        cash[row] = currency.map(each -> state.cash(each).minorUnits()).orElse(0L);
        held[row] = Exposure.held(state, currency);
        collateral[row] = currency.map(each -> collateral(state, each)).orElse(0.0);
        List<Long> in = new ArrayList<>();
        Exposure.of(state, terms).forEach((instrument, slot) -> {
            long since = Optional.ofNullable(freshBefore.get(instrument)).orElse(freshSince);
            int column = columnOf(instrument);
            int at = columns.get(column).add(row, slot.since(since));
            in.add(place(column, at));
        });
        places[row] = in.stream().mapToLong(Long::longValue).toArray();
    }

    private Map<InstrumentId, Long> freshIn(int row) {
        Map<InstrumentId, Long> fresh = new HashMap<>();
        for (long place : places[row]) {
            Slot slot = column(place).get((int) place);
            if (slot.fresh()) {
                fresh.put(column(place).instrument, slot.freshSince());
            }
        }
        return fresh;
    }

    /** At least one unit below what each asset counts for, so that rounding down is on the safe side. */
    private double collateral(Account state, Currency currency) {
        double sum = 0;
        for (Map.Entry<AssetId, Long> row : state.collateral().entrySet()) {
            sum += Optional.ofNullable(terms.catalogue().collateral().get(row.getKey()))
                    .filter(each -> each.unitValue().currency().equals(currency))
                    .map(each -> worth(each, Math.max(0, row.getValue())))
                    .orElse(0.0);
        }
        return sum;
    }

    private static double worth(CollateralTerms of, long units) {
        Ratio kept = of.haircut().kept();
        double value =
                (double) of.unitValue().minorUnits() * units * kept.numerator() / kept.denominator() * (1 - ROUNDING);
        double most = of.limit().map(limit -> (double) limit.minorUnits()).orElse(Double.MAX_VALUE);
        return Math.max(0, Math.min(value, most) - 1);
    }

    /** Takes the row's positions out of their columns; what moves into their slots is told where it is now. */
    private void empty(int row) {
        for (long place : places[row]) {
            InstrumentColumn column = column(place);
            int slot = (int) place;
            int lastSlot = column.lastSlot();
            int moved = column.remove(slot);
            if (slot != lastSlot) {
                move(moved, place(columnIndex(place), lastSlot), place);
            }
        }
        places[row] = new long[0];
    }

    private void move(int row, long from, long to) {
        for (int i = 0; i < places[row].length; i++) {
            places[row][i] = places[row][i] == from ? to : places[row][i];
        }
    }

    private int columnOf(InstrumentId instrument) {
        return columnOf.computeIfAbsent(instrument, each -> {
            columns.add(new InstrumentColumn(each));
            return columns.size() - 1;
        });
    }

    private InstrumentColumn column(long place) {
        return columns.get(columnIndex(place));
    }

    private static int columnIndex(long place) {
        return (int) (place >>> Integer.SIZE);
    }

    private static long place(int column, int slot) {
        return ((long) column << Integer.SIZE) | slot;
    }

    private void grow(int length) {
        int before = places.length;
        places = Arrays.copyOf(places, length);
        Arrays.fill(places, before, length, new long[0]);
        cash = Arrays.copyOf(cash, length);
        collateral = Arrays.copyOf(collateral, length);
        held = Arrays.copyOf(held, length);
        kind = Arrays.copyOf(kind, length);
        called = Arrays.copyOf(called, length);
        underCall = Arrays.copyOf(underCall, length);
        judged = Arrays.copyOf(judged, length);
        owed = Arrays.copyOf(owed, length);
    }
}
