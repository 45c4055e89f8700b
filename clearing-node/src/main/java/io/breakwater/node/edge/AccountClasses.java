package io.breakwater.node.edge;

import io.breakwater.protocol.common.v1.AccountClass;
import io.breakwater.waterfall.bucket.AccountKind;

/** Whose risk an account is, on the wire and in the rules. */
final class AccountClasses {

    private AccountClasses() {}

    /** The kind of account that a request names; a client never names one of the house itself. */
    static AccountKind kind(String field, AccountClass accountClass) {
        return switch (accountClass) {
            case ACCOUNT_CLASS_HOUSE -> AccountKind.HOUSE;
            case ACCOUNT_CLASS_CLIENT -> AccountKind.CLIENT;
            case ACCOUNT_CLASS_DIRECT -> AccountKind.DIRECT;
            case ACCOUNT_CLASS_OWN, ACCOUNT_CLASS_UNSPECIFIED, UNRECOGNIZED ->
                throw ApiError.FIELD_MISSING.with(field + " must say whose risk the account is", Fields.at(field));
        };
    }

    static AccountClass wire(AccountKind kind) {
        return switch (kind) {
            case HOUSE -> AccountClass.ACCOUNT_CLASS_HOUSE;
            case CLIENT -> AccountClass.ACCOUNT_CLASS_CLIENT;
            case DIRECT -> AccountClass.ACCOUNT_CLASS_DIRECT;
            case INVENTORY, ESTATE, UNCOVERED, INTERNAL -> AccountClass.ACCOUNT_CLASS_OWN;
        };
    }
}
