package io.breakwater.waterfall.bank;

import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.payouts.PayoutId;
import io.breakwater.waterfall.payouts.PayoutMessage;
import io.breakwater.waterfall.payouts.PayoutOutcome;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Leg.AssetLeg;
import io.breakwater.waterfall.posting.Leg.MoneyLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.EntityId;
import java.util.Optional;

/** One line of a statement. */
public sealed interface StatementLine {

    /** The balanced entry that this line is, against the bank's external account; none when others book what it says. */
    default Optional<Entry> entry(String id, EntityId external) {
        return Optional.empty();
    }

    /** What payouts must be told because of this line of this bank; nothing when it is not about a payout. */
    default Optional<PayoutMessage.Settle> notice(Bank bank, long line) {
        return Optional.empty();
    }

    /** Money came in for an account; more than zero. */
    record Deposit(EntityId account, Money amount) implements StatementLine {
        public Deposit {
            if (!amount.isPositive()) {
                throw new IllegalArgumentException("a deposit of " + amount);
            }
        }

        @Override
        public Optional<Entry> entry(String id, EntityId external) {
            return Optional.of(Entry.of(
                    id,
                    Purpose.DEPOSIT,
                    Posting.of(account, new MoneyLeg(amount)),
                    Posting.of(external, new MoneyLeg(amount.negated()))));
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
        public Optional<Entry> entry(String id, EntityId external) {
            return Optional.of(Entry.of(
                    id,
                    Purpose.COLLATERAL_LODGED,
                    Posting.of(account, new AssetLeg(asset, units)),
                    Posting.of(external, new AssetLeg(asset, Math.negateExact(units)))));
        }
    }

    /**
     * The custodian sold units of an account's collateral, and the cash is there: both in one entry, so that the account
     * never has neither. Units more than zero, proceeds not negative.
     *
     * @param proceeds what the sale fetched, for all units together
     */
    record CollateralSold(EntityId account, AssetId asset, long units, Money proceeds) implements StatementLine {
        public CollateralSold {
            if (units <= 0 || proceeds.isNegative()) {
                throw new IllegalArgumentException("a sale of " + units + " for " + proceeds);
            }
        }

        @Override
        public Optional<Entry> entry(String id, EntityId external) {
            return Optional.of(Entry.of(
                    id,
                    Purpose.COLLATERAL_SALE,
                    Posting.of(account, new AssetLeg(asset, Math.negateExact(units)), new MoneyLeg(proceeds)),
                    Posting.of(external, new AssetLeg(asset, units), new MoneyLeg(proceeds.negated()))));
        }
    }

    /**
     * A payout has left the house for good. The payout moves the money, once it is told.
     *
     * @param account whose payout it is, as the house knew it when the line came
     * @param amount how much it is, likewise
     */
    record PayoutPaid(PayoutId payout, EntityId account, Money amount) implements StatementLine {
        @Override
        public Optional<PayoutMessage.Settle> notice(Bank bank, long line) {
            return Optional.of(bank.word(line, payout, account, amount, PayoutOutcome.PAID));
        }
    }

    /**
     * A payout came back. The payout moves the money, once it is told.
     *
     * @param account whose payout it is, as the house knew it when the line came
     * @param amount how much it is, likewise
     */
    record PayoutFailed(PayoutId payout, EntityId account, Money amount) implements StatementLine {
        @Override
        public Optional<PayoutMessage.Settle> notice(Bank bank, long line) {
            return Optional.of(bank.word(line, payout, account, amount, PayoutOutcome.FAILED));
        }
    }
}
