package io.breakwater.node.edge;

import io.breakwater.waterfall.account.AccountRejection;
import io.breakwater.waterfall.bidding.BidRejection;
import io.breakwater.waterfall.catalogue.CatalogueReply;
import io.breakwater.waterfall.desk.DeskRejection;
import io.breakwater.waterfall.house.HouseRejection;
import io.breakwater.waterfall.payouts.PayoutRejection;
import io.breakwater.waterfall.price.PriceRejection;
import io.breakwater.waterfall.trades.TradesReply;
import io.grpc.StatusRuntimeException;
import java.util.Map;

/** The one mapping from the rules' refusals to the API's errors. */
final class Rejections {

    private Rejections() {}

    static StatusRuntimeException of(AccountRejection reason) {
        Map<String, String> number = Map.of("number", Integer.toString(reason.number()));
        return switch (reason) {
            case NOT_YOURS -> ApiError.NOT_YOURS.with("no such account of yours", number);
            case ACCOUNT_UNKNOWN -> ApiError.ACCOUNT_UNKNOWN.with("no such account", number);
            case OPENED_OTHERWISE -> ApiError.ACCOUNT_EXISTS.with("the account is open on other terms", number);
            case REQUEST_AHEAD_OF_TIME ->
                ApiError.REQUEST_AHEAD_OF_TIME.with(
                        "the time in request_id is more than a day ahead of the house", number);
            case REQUEST_REUSED -> ApiError.REQUEST_ID_REUSED.with("request_id was used for another request", number);
            case REQUEST_VOIDED ->
                ApiError.REQUEST_VOIDED.with(
                        "it was answered that this request had not been applied, so it never will be", number);
            case REQUEST_TOO_OLD ->
                ApiError.REQUEST_ID_TOO_OLD.with("request_id is older than what is remembered", number);
            case CALL_NOT_OPEN -> ApiError.CALL_NOT_OPEN.with("no such call is open", number);
            case OUT_OF_BOUNDS ->
                ApiError.OUTSIDE_BOUNDS.with(
                        "lots are worth more than may be traded at a time, or are in another currency than the account",
                        number);
            case REQUEST_WINDOW_FULL ->
                ApiError.REQUEST_WINDOW_FULL.with(
                        "too many of your requests of the last day are remembered; send it again later", number);
        };
    }

    static StatusRuntimeException of(CatalogueReply.Reason reason) {
        return switch (reason) {
            case LISTED_OTHERWISE ->
                ApiError.LISTED_OTHERWISE.with("it is listed with another currency, tick size or multiplier");
            case FULL -> ApiError.CATALOGUE_FULL.with("as many instruments are listed as may be");
            case COLLATERAL_FULL -> ApiError.CATALOGUE_FULL.with("as many assets are accepted as may be");
            case CURRENCY_FIXED -> ApiError.CURRENCY_FIXED.with("the house settles in another currency, for ever");
            case BANK_REMOVED ->
                ApiError.BANK_REMOVED.with("a bank whose statements the house has taken must stay in the list");
        };
    }

    static StatusRuntimeException of(PriceRejection reason) {
        Map<String, String> number = Map.of("number", Integer.toString(reason.number()));
        return switch (reason) {
            case SEQUENCE_REUSED ->
                ApiError.SEQUENCE_REUSED.with("the sequence was used for another publication", number);
            case SEQUENCE_OUT_OF_ORDER ->
                ApiError.SEQUENCE_OUT_OF_ORDER.with("not this source's next sequence", number);
            case BEFORE_NEWEST ->
                ApiError.BEFORE_NEWEST.with("exchange_time lies before that of the newest snapshot", number);
            case INSTRUMENT_EXPIRED ->
                ApiError.INSTRUMENT_EXPIRED.with("an instrument has had its final settlement", number);
        };
    }

    static StatusRuntimeException of(TradesReply.Refused refused) {
        Map<String, String> next = Map.of("next_sequence", Long.toString(refused.nextSequence()));
        return switch (refused.reason()) {
            case SEQUENCE_OUT_OF_ORDER -> ApiError.SEQUENCE_OUT_OF_ORDER.with("the next sequence is another one", next);
            case SEQUENCE_TOO_OLD -> ApiError.SEQUENCE_TOO_OLD.with("the batch is too old to be compared", next);
            case SEQUENCE_REUSED ->
                ApiError.SEQUENCE_REUSED.with("a batch with that sequence holds other trades", next);
            case TOO_MANY_LAGGING -> ApiError.OVERLOADED.with("too many accounts lag behind this stream", next);
        };
    }

    static StatusRuntimeException of(PayoutRejection reason) {
        Map<String, String> number = Map.of("number", Integer.toString(reason.number()));
        return switch (reason) {
            case NOT_YOURS -> of(AccountRejection.NOT_YOURS);
            case ACCOUNT_UNKNOWN -> of(AccountRejection.ACCOUNT_UNKNOWN);
            case REQUEST_REUSED -> of(AccountRejection.REQUEST_REUSED);
            case REQUEST_VOIDED -> of(AccountRejection.REQUEST_VOIDED);
            case REQUEST_TOO_OLD -> of(AccountRejection.REQUEST_TOO_OLD);
            case REQUEST_AHEAD_OF_TIME -> of(AccountRejection.REQUEST_AHEAD_OF_TIME);
            case REQUEST_WINDOW_FULL -> of(AccountRejection.REQUEST_WINDOW_FULL);
            case AMOUNT_NOT_POSITIVE -> ApiError.AMOUNT_NOT_POSITIVE.with("amount must be more than zero", number);
            case STOPPED -> ApiError.STOPPED.with("the account or its member is stopped", number);
            case TOO_MANY_OPEN ->
                ApiError.OVERLOADED.with("too many payouts are under way; send it again later", number);
            case TOO_MANY_LAGGING ->
                ApiError.OVERLOADED.with("too many accounts lag behind; send it again later", number);
            case HOLD_REFUSED, PAYOUT_UNKNOWN -> ApiError.PAYOUT_UNKNOWN.with("no such withdrawal is known", number);
        };
    }

    static StatusRuntimeException of(HouseRejection reason) {
        Map<String, String> number = Map.of("number", Integer.toString(reason.number()));
        return switch (reason) {
            case NO_TERMS -> ApiError.HOUSE_TERMS_NOT_SET.with("an operator must call SetHouseTerms first", number);
            case OTHER_CURRENCY ->
                ApiError.CURRENCY_FIXED.with("the house settles in another currency, for ever", number);
            case MEMBER_UNKNOWN -> ApiError.MEMBER_UNKNOWN.with("no such member", number);
            case REGISTERED_OTHERWISE ->
                ApiError.REGISTERED_OTHERWISE.with("the member or the house account is registered otherwise", number);
            case IN_DEFAULT -> ApiError.MEMBER_IN_DEFAULT.with("the member is in default", number);
            case OBLIGATION_UNKNOWN -> ApiError.OBLIGATION_UNKNOWN.with("no such obligation is open", number);
            case OUT_OF_BOUNDS ->
                ApiError.OUTSIDE_BOUNDS.with("a period ends before it begins, or an amount is negative", number);
            case FULL -> ApiError.MEMBERS_FULL.with("as many members are registered as may be", number);
            case DEFAULT_OPEN ->
                ApiError.DEFAULT_OPEN.with("a default is open; the period is set between defaults", number);
        };
    }

    static StatusRuntimeException of(DeskRejection reason) {
        Map<String, String> number = Map.of("number", Integer.toString(reason.number()));
        return switch (reason) {
            case OTHER_INSTRUMENT ->
                ApiError.LISTED_OTHERWISE.with("the desk works on other terms of the instrument", number);
            case OTHER_CURRENCY ->
                ApiError.CURRENCY_UNKNOWN.with("the fee is in another currency than the instrument", number);
            case NOT_AN_ACCOUNT -> ApiError.ACCOUNT_UNKNOWN.with("the fee goes to nobody who could have it", number);
        };
    }

    static StatusRuntimeException of(BidRejection reason) {
        Map<String, String> number = Map.of("number", Integer.toString(reason.number()));
        return switch (reason) {
            case NOT_YOURS -> ApiError.NOT_YOURS.with("no such account or bid of yours", number);
            case ACCOUNT_UNKNOWN -> of(AccountRejection.ACCOUNT_UNKNOWN);
            case REQUEST_REUSED -> of(AccountRejection.REQUEST_REUSED);
            case REQUEST_VOIDED -> of(AccountRejection.REQUEST_VOIDED);
            case REQUEST_TOO_OLD -> of(AccountRejection.REQUEST_TOO_OLD);
            case REQUEST_AHEAD_OF_TIME -> of(AccountRejection.REQUEST_AHEAD_OF_TIME);
            case REQUEST_WINDOW_FULL -> of(AccountRejection.REQUEST_WINDOW_FULL);
            case OUT_OF_BOUNDS ->
                ApiError.OUTSIDE_BOUNDS.with("the bid is for more than may be bid for at a time", number);
            case NOT_OPEN -> ApiError.NOT_OPEN.with("the desk has no terms, or there is no such auction", number);
            case CLOSED -> ApiError.CLOSED.with("the auction is closed", number);
            case WRONG_SIDE -> ApiError.WRONG_SIDE.with("the auction offers the other side", number);
            case BEYOND_RESERVE -> ApiError.BEYOND_RESERVE.with("the price is worse than the reserve", number);
            case STOPPED -> ApiError.STOPPED.with("the account, its member or the instrument is stopped", number);
            case TOO_MANY_BIDS -> ApiError.TOO_MANY_BIDS.with("as many bids stand as may; send it again later", number);
            case HOLD_REFUSED -> ApiError.HOLD_REFUSED.with("the account sets no room aside for these lots", number);
            case BID_UNKNOWN -> ApiError.BID_UNKNOWN.with("no such bid stands, or no such request is known", number);
        };
    }
}
