package io.breakwater.node.edge;

import io.breakwater.protocol.common.v1.Amount;
import io.breakwater.protocol.house.v1.GetTrialBalanceResponse;
import io.breakwater.protocol.house.v1.TrialGroup;
import io.breakwater.protocol.house.v1.TrialLine;
import io.breakwater.protocol.house.v1.TrialLots;
import io.breakwater.protocol.house.v1.TrialTotal;
import io.breakwater.waterfall.account.AccountReply;
import io.breakwater.waterfall.account.AccountTerms;
import io.breakwater.waterfall.house.HouseAccounts;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What accounts add up to. The sums are unbounded: no house is too large to be added up. */
final class TrialSums {

    private final SortedMap<Currency, SortedMap<TrialGroup, Line>> lines = new TreeMap<>();
    private final SortedMap<InstrumentId, Lots> lots = new TreeMap<>();

    /** The money of one group in one currency, in minor units. */
    private static final class Line {
        private final SortedSet<EntityId> accounts = new TreeSet<>();
        private BigInteger cash = BigInteger.ZERO;
        private BigInteger cost = BigInteger.ZERO;
        private BigInteger uncollected = BigInteger.ZERO;
    }

    /** The lots of one instrument. */
    private static final class Lots {
        private BigInteger longLots = BigInteger.ZERO;
        private BigInteger shortLots = BigInteger.ZERO;

        void add(long count) {
            if (count > 0) {
                longLots = longLots.add(BigInteger.valueOf(count));
            } else {
                shortLots = shortLots.subtract(BigInteger.valueOf(count));
            }
        }
    }

    void add(EntityId account, AccountReply.Balance balance) {
        TrialGroup group = group(account, balance);
        balance.cash().forEach((currency, money) -> {
            Line line = line(account, currency, group);
            line.cash = line.cash.add(minor(money));
        });
        balance.positions().forEach((instrument, holding) -> {
            Line line = line(account, holding.cost().currency(), group);
            line.cost = line.cost.add(minor(holding.cost()));
            lots.computeIfAbsent(instrument, none -> new Lots())
                    .add(holding.lots().count());
        });
        balance.uncollected().ifPresent(money -> {
            Line line = line(account, money.currency(), group);
            line.uncollected = line.uncollected.add(minor(money));
        });
    }

    /** True when nothing is left over in any currency or instrument. */
    boolean isZero() {
        return lines.values().stream().map(TrialSums::total).allMatch(total -> total.cash.equals(total.cost))
                && lots.values().stream().allMatch(each -> each.longLots.equals(each.shortLots));
    }

    void writeTo(GetTrialBalanceResponse.Builder response) {
        lines.forEach((currency, groups) -> {
            groups.forEach((group, line) -> response.addLines(TrialLine.newBuilder()
                    .setGroup(group)
                    .setAccounts(line.accounts.size())
                    .setCash(amount(currency, line.cash))
                    .setCost(amount(currency, line.cost))
                    .setUncollected(amount(currency, line.uncollected))));
            Line total = total(groups);
            response.addTotals(TrialTotal.newBuilder()
                    .setCash(amount(currency, total.cash))
                    .setCost(amount(currency, total.cost))
                    .setDifference(amount(currency, total.cash.subtract(total.cost))));
        });
        lots.forEach((instrument, sum) -> response.addLots(TrialLots.newBuilder()
                .setInstrument(instrument.value())
                .setLongLots(sum.longLots.longValueExact())
                .setShortLots(sum.shortLots.longValueExact())
                .setDifference(sum.longLots.subtract(sum.shortLots).longValueExact())));
    }

    /** Whose an account is: the house's own by their names, which nobody else can have, all others by their class. */
    static TrialGroup group(EntityId account, AccountReply.Balance balance) {
        if (account.equals(HouseAccounts.OWN_CAPITAL)) {
            return TrialGroup.TRIAL_GROUP_OWN_CAPITAL;
        }
        if (account.equals(HouseAccounts.INSURANCE_FUND)) {
            return TrialGroup.TRIAL_GROUP_INSURANCE_FUND;
        }
        int colon = account.key().indexOf(':');
        if (colon > 0) {
            return switch (account.key().substring(0, colon)) {
                case "external" -> TrialGroup.TRIAL_GROUP_BANK;
                case "transit" -> TrialGroup.TRIAL_GROUP_IN_TRANSIT;
                case "contribution" -> TrialGroup.TRIAL_GROUP_CONTRIBUTION;
                default -> TrialGroup.TRIAL_GROUP_EPISODE;
            };
        }
        return balance.terms()
                .map(AccountTerms::kind)
                .map(kind -> switch (kind) {
                    case HOUSE -> TrialGroup.TRIAL_GROUP_HOUSE;
                    case CLIENT -> TrialGroup.TRIAL_GROUP_CLIENT;
                    case DIRECT -> TrialGroup.TRIAL_GROUP_DIRECT;
                    case INVENTORY, ESTATE, UNCOVERED, INTERNAL -> TrialGroup.TRIAL_GROUP_EPISODE;
                })
                .orElse(TrialGroup.TRIAL_GROUP_UNSPECIFIED);
    }

    private Line line(EntityId account, Currency currency, TrialGroup group) {
        Line line = lines.computeIfAbsent(currency, none -> new TreeMap<>()).computeIfAbsent(group, none -> new Line());
        line.accounts.add(account);
        return line;
    }

    private static Line total(SortedMap<TrialGroup, Line> groups) {
        Line total = new Line();
        groups.values().forEach(line -> {
            total.cash = total.cash.add(line.cash);
            total.cost = total.cost.add(line.cost);
        });
        return total;
    }

    private static BigInteger minor(Money money) {
        return BigInteger.valueOf(money.minorUnits());
    }

    private static Amount amount(Currency currency, BigInteger minor) {
        return Amount.newBuilder()
                .setCurrencyCode(currency.code())
                .setValue(com.google.type.Decimal.newBuilder()
                        .setValue(new BigDecimal(minor, currency.scale()).toPlainString()))
                .build();
    }
}
