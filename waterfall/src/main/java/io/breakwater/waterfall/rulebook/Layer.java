package io.breakwater.waterfall.rulebook;

/** One layer of a waterfall. The names are those of reports and of the journal. */
public enum Layer {
    /** The defaulter's own cash and what its collateral fetched, account by account. */
    DEFAULTER_COLLATERAL,
    /** The defaulter's contribution. */
    DEFAULTER_CONTRIBUTION,
    /** The house's own capital: its skin in the game. */
    OWN_CAPITAL,
    /** The insurance fund that liquidation fees feed. */
    INSURANCE_FUND,
    /** The survivors' contributions, pro rata. */
    MUTUAL_FUND,
    /** Unsold lots are closed against the other side, at the mark and for a part of its gains. */
    ADL,
    /** New money from the survivors, pro rata to their contributions and up to their caps. */
    ASSESSMENT,
    /** Unsold lots are closed against the other side at the mark, pro rata and for nothing. */
    TEAR_UP;

    /** True for the two layers that close lots. */
    public boolean closesLots() {
        return this == ADL || this == TEAR_UP;
    }
}
