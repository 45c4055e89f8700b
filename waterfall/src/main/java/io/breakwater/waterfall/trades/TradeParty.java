package io.breakwater.waterfall.trades;

import io.breakwater.waterfall.bucket.AccountKind;

/** Whose account a party to a trade is, and of what kind; neither changes once the account is open. */
public record TradeParty(String member, AccountKind kind) {}
