package io.breakwater.waterfall.call;

/** Who stands behind an account; it decides what becomes of a call that expires. */
public enum AccountClass {
    /** A member's own account: nobody lifts it, its expired call is the member's default. */
    HOUSE,
    /** A client's account: its member stands behind it. */
    CLIENT,
    /** One account, no contribution, nobody behind it. */
    DIRECT
}
