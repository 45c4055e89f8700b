package io.breakwater.node.scenario.drive;

import io.breakwater.node.scenario.report.CallTable;
import io.breakwater.node.scenario.report.CallTable.Outcome;
import io.breakwater.protocol.accounts.v1.CallStage;
import io.breakwater.protocol.accounts.v1.GetAccountResponse;
import io.breakwater.protocol.accounts.v1.MarginCall;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every margin call that was seen at an account, with what the account last said of it. An account shows the call that is
 * open or has expired; one that is no longer shown was met when all of it was paid. Else the house withdrew it, or, past its
 * deadline, it has expired and the account has been liquidated and is cured since. Threads share it.
 */
final class CallLedger {

    private final Currency currency;
    private final Map<Key, CallTable.Row> rows = new LinkedHashMap<>();
    private final Set<Key> due = new HashSet<>();

    CallLedger(Currency currency) {
        this.currency = currency;
    }

    /** An account numbers its own calls. */
    private record Key(String account, long number) {}

    /** Takes down what an account says; a call that was not seen before is of this date. */
    synchronized void see(GetAccountResponse account, LocalDate date) {
        String id = account.getAccount();
        long shown = account.hasCall() ? account.getCall().getNumber() : 0;
        rows.replaceAll((key, row) -> key.account().equals(id) && key.number() != shown ? left(key, row) : row);
        if (account.hasCall()) {
            rows.merge(new Key(id, shown), row(id, date, account.getCall()), (before, now) -> updated(before, now));
        }
    }

    /** Takes down that a payment on an account's open call was made. */
    synchronized void paid(String account, Money amount) {
        rows.replaceAll((key, row) -> key.account().equals(account) && row.outcome() == Outcome.OPEN
                ? with(row, row.payments() + 1, row.paid().plus(amount).min(row.total()), row.outcome())
                : row);
    }

    /** The accounts whose calls of a date are open. */
    synchronized List<String> open(LocalDate date) {
        return rows.values().stream()
                .filter(row -> row.call().equals(date) && row.outcome() == Outcome.OPEN)
                .map(CallTable.Row::account)
                .toList();
    }

    /** True when no call of the account can still be paid. */
    static boolean isDecided(GetAccountResponse account) {
        return !account.hasCall() || outcome(account.getCall().getStage()) != Outcome.OPEN;
    }

    /** The deadline of the calls of a date has come: what is not paid then expires, and nothing withdraws it any more. */
    synchronized void pass(LocalDate date) {
        rows.forEach((key, row) -> {
            if (row.call().equals(date) && row.outcome() == Outcome.OPEN) {
                due.add(key);
            }
        });
    }

    /** The accounts whose calls have expired, once for each call. */
    synchronized List<String> expired() {
        return rows.values().stream()
                .filter(row -> row.outcome() == Outcome.EXPIRED)
                .map(CallTable.Row::account)
                .toList();
    }

    /** The calls by date, then by account. */
    synchronized CallTable table() {
        return new CallTable(rows.values().stream()
                .sorted(Comparator.comparing(CallTable.Row::call).thenComparing(CallTable.Row::account))
                .toList());
    }

    private CallTable.Row row(String account, LocalDate date, MarginCall call) {
        Money total = Wire.money(call.getAsked(), currency);
        Money issued = call.getSupersededCount() == 0 ? total : Wire.money(call.getSuperseded(0), currency);
        return new CallTable.Row(
                date,
                account,
                issued,
                call.getSupersededCount(),
                total,
                0,
                Wire.money(call.getPaid(), currency),
                outcome(call.getStage()));
    }

    private static CallTable.Row updated(CallTable.Row before, CallTable.Row now) {
        return new CallTable.Row(
                before.call(),
                before.account(),
                now.issued(),
                now.raises(),
                now.total(),
                before.payments(),
                now.paid(),
                now.outcome());
    }

    private CallTable.Row left(Key key, CallTable.Row row) {
        if (row.outcome() != Outcome.OPEN) {
            return row;
        }
        Outcome unpaid = due.contains(key) ? Outcome.EXPIRED : Outcome.CANCELLED;
        return with(row, row.payments(), row.paid(), row.paid().equals(row.total()) ? Outcome.MET : unpaid);
    }

    private static CallTable.Row with(CallTable.Row row, long payments, Money paid, Outcome outcome) {
        return new CallTable.Row(
                row.call(), row.account(), row.issued(), row.raises(), row.total(), payments, paid, outcome);
    }

    private static Outcome outcome(CallStage stage) {
        return switch (stage) {
            case CALL_STAGE_MET -> Outcome.MET;
            case CALL_STAGE_CANCELLED -> Outcome.CANCELLED;
            case CALL_STAGE_EXPIRED -> Outcome.EXPIRED;
            case CALL_STAGE_ISSUED, CALL_STAGE_ACKNOWLEDGED, CALL_STAGE_PARTLY_MET -> Outcome.OPEN;
            case CALL_STAGE_UNSPECIFIED, UNRECOGNIZED ->
                throw new DriveFailure("the house answered a call without a stage: " + stage);
        };
    }
}
