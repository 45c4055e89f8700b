package io.breakwater.waterfall.house;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;

/** The accounts of the house's own that a default is settled with, by name. They are never called, liquidated or ranked. */
public final class HouseAccounts {

    /** The house's own capital: its skin in the game. */
    public static final EntityId OWN_CAPITAL = account("own-capital");

    /** The insurance fund. */
    public static final EntityId INSURANCE_FUND = account("insurance-fund");

    private HouseAccounts() {}

    /** What a member has contributed. */
    public static EntityId contribution(String member) {
        return account("contribution:" + member);
    }

    /** What an episode took over from one account in default. */
    public static EntityId inventory(long episode, EntityId inDefault) {
        return account("inventory:" + episode + ":" + inDefault.key());
    }

    /** What is left of a member whose default is closed. */
    public static EntityId estate(String member) {
        return account("estate:" + member);
    }

    /** The part of an episode's loss that no layer bore. */
    public static EntityId uncovered(long episode) {
        return account("uncovered:" + episode);
    }

    private static EntityId account(String key) {
        return EntityId.of(EntityKind.ACCOUNT, key);
    }
}
