package io.breakwater.waterfall.account;

import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.money.Currency;

/** What an account was opened as; it never changes. */
public record AccountTerms(String member, AccountKind kind, Currency currency) {}
