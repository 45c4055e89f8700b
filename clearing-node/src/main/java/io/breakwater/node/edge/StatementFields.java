package io.breakwater.node.edge;

import io.breakwater.protocol.treasury.v1.CollateralLodged;
import io.breakwater.protocol.treasury.v1.PayoutFailed;
import io.breakwater.protocol.treasury.v1.PayoutPaid;
import io.breakwater.waterfall.bank.StatementLine;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.payouts.PayoutId;
import io.breakwater.waterfall.process.EntityId;
import java.util.Set;

/** Reads one line of a statement, or refuses it naming the field. */
final class StatementFields {

    /** The most units that one line may lodge or sell. */
    private static final long LARGEST_UNITS = 1L << 32;

    private StatementFields() {}

    /**
     * The line.
     *
     * @param accounts takes the account that the line is for
     */
    static StatementLine line(
            String field,
            io.breakwater.protocol.treasury.v1.StatementLine line,
            SettlementCurrencies currencies,
            Set<EntityId> accounts) {
        return switch (line.getLineCase()) {
            case DEPOSIT -> {
                var deposit = line.getDeposit();
                String at = field + ".deposit";
                EntityId account = Fields.fundedAccount(at + ".account", deposit.getAccount());
                accounts.add(account);
                yield new StatementLine.Deposit(
                        account,
                        Fields.positiveAmount(at + ".amount", deposit.hasAmount(), deposit.getAmount(), currencies));
            }
            case COLLATERAL_LODGED -> lodged(field + ".collateral_lodged", line.getCollateralLodged(), accounts);
            case PAYOUT_PAID -> {
                PayoutPaid paid = line.getPayoutPaid();
                String at = field + ".payout_paid";
                yield new StatementLine.PayoutPaid(
                        payout(at, paid.getPayout()),
                        account(at, paid.getAccount(), accounts),
                        Fields.positiveAmount(at + ".amount", paid.hasAmount(), paid.getAmount(), currencies));
            }
            case PAYOUT_FAILED -> {
                PayoutFailed failed = line.getPayoutFailed();
                String at = field + ".payout_failed";
                yield new StatementLine.PayoutFailed(
                        payout(at, failed.getPayout()),
                        account(at, failed.getAccount(), accounts),
                        Fields.positiveAmount(at + ".amount", failed.hasAmount(), failed.getAmount(), currencies));
            }
            case COLLATERAL_SOLD -> {
                var sold = line.getCollateralSold();
                String at = field + ".collateral_sold";
                yield new StatementLine.CollateralSold(
                        account(at, sold.getAccount(), accounts),
                        AssetId.of(Fields.id(at + ".asset", sold.getAsset())),
                        units(at, sold.getUnits()),
                        Fields.positiveAmount(at + ".proceeds", sold.hasProceeds(), sold.getProceeds(), currencies));
            }
            case LINE_NOT_SET -> throw Fields.missing(field);
        };
    }

    private static StatementLine lodged(String field, CollateralLodged lodged, Set<EntityId> accounts) {
        EntityId account = account(field, lodged.getAccount(), accounts);
        AssetId asset = AssetId.of(Fields.id(field + ".asset", lodged.getAsset()));
        return new StatementLine.CollateralLodged(account, asset, units(field, lodged.getUnits()));
    }

    private static long units(String field, long units) {
        if (units <= 0) {
            throw ApiError.AMOUNT_NOT_POSITIVE.with(
                    field + ".units must be more than zero", Fields.at(field + ".units"));
        }
        if (units > LARGEST_UNITS) {
            throw ApiError.OUTSIDE_BOUNDS.with(
                    field + ".units is more than " + LARGEST_UNITS, Fields.at(field + ".units"));
        }
        return units;
    }

    private static PayoutId payout(String field, String text) {
        return PayoutId.parse(text)
                .orElseThrow(() -> ApiError.ID_MALFORMED.with(
                        field + ".payout must be a payout's id, for example 17-42", Fields.at(field + ".payout")));
    }

    private static EntityId account(String field, String id, Set<EntityId> accounts) {
        EntityId account = Fields.account(field + ".account", id);
        accounts.add(account);
        return account;
    }
}
