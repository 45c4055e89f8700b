package io.breakwater.waterfall.bank;

import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Leg.AssetLeg;
import io.breakwater.waterfall.posting.Leg.MoneyLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.EntityId;

/** One line of a statement. */
public sealed interface StatementLine {

    /** The balanced entry that this line is, against the bank's external account. */
    Entry entry(String id, EntityId external);

    /** Money came in for an account; more than zero. */
    record Deposit(EntityId account, Money amount) implements StatementLine {
        public Deposit {
            if (!amount.isPositive()) {
                throw new IllegalArgumentException("a deposit of " + amount);
            }
        }

        @Override
        public Entry entry(String id, EntityId external) {
            return Entry.of(
                    id,
                    Purpose.DEPOSIT,
                    Posting.of(account, new MoneyLeg(amount)),
                    Posting.of(external, new MoneyLeg(amount.negated())));
        }
    }

    /** Units of an asset were lodged for an account; more than zero. */
    record CollateralLodged(EntityId account, AssetId asset, long units) implements StatementLine {
        public CollateralLodged {
            if (units <= 0) {
                throw new IllegalArgumentException("a lodgement of " + units);
            }
        }

        @Override
        public Entry entry(String id, EntityId external) {
            return Entry.of(
                    id,
                    Purpose.COLLATERAL_LODGED,
                    Posting.of(account, new AssetLeg(asset, units)),
                    Posting.of(external, new AssetLeg(asset, Math.negateExact(units))));
        }
    }
}
