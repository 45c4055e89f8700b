package io.breakwater.waterfall.posting;

/** The named cause for which an entry moves lots or money; nothing of a survivor moves without one. */
public enum Purpose {
    TRADE,
    CORRECTION,
    DEPOSIT,
    COLLATERAL_LODGED,
    PAYOUT,
    PAYOUT_FAILED,
    LIQUIDATION,
    LIQUIDATION_FEE,
    FEE,
    FUND_CONTRIBUTION,
    OWN_CAPITAL,
    DEFICIT_PAYABLE,
    TAKEOVER,
    AUCTION,
    HEDGE,
    COLLATERAL_SALE,
    LAYER_DRAW,
    DELEVERAGING,
    ASSESSMENT,
    RETURN,
    UNCOVERED
}
