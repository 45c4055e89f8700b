package io.breakwater.waterfall.bucket;

/** Whose risk an account is. Those of the house itself are never called, liquidated or ranked. */
public enum AccountKind {
    /** A member's own. */
    HOUSE(true),
    /** Its member stands behind it. */
    CLIENT(true),
    /** One account without contribution, nobody behind it. */
    DIRECT(true),
    /** What an episode took over from one account in default. */
    INVENTORY(false),
    /** What is left of a member whose accounts are closed. */
    ESTATE(false),
    /** The part of a loss that no layer bore. */
    UNCOVERED(false),
    /** Money on its way, fees, funds and banks: the house's side of entries. */
    INTERNAL(false);

    private final boolean called;

    AccountKind(boolean called) {
        this.called = called;
    }

    /** True when the account answers margin calls. */
    public boolean isCalled() {
        return called;
    }
}
