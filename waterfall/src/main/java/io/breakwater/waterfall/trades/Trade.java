package io.breakwater.waterfall.trades;

import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Two parties' agreement as the venue matched it, exactly as it was submitted: whether it makes sense is judged when it is
 * registered, so that a batch is one thing whatever the house knew when it came.
 *
 * @param id the venue's, {@code [A-Za-z0-9._-]{1,64}}
 * @param lots how many lots the buyer takes from the seller
 * @param price a plain decimal in the unit of quotation, at most {@link #PRICE_LENGTH} characters
 */
public record Trade(String id, InstrumentId instrument, EntityId buyer, EntityId seller, long lots, String price) {

    /** Characters of a price. */
    public static final int PRICE_LENGTH = 64;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public Trade {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not a trade id: '" + id + "'");
        }
        if (buyer.kind() != EntityKind.ACCOUNT || seller.kind() != EntityKind.ACCOUNT) {
            throw new IllegalArgumentException("trade " + id + " between " + buyer + " and " + seller);
        }
        if (price.isEmpty() || price.length() > PRICE_LENGTH) {
            throw new IllegalArgumentException("trade " + id + " with a price of " + price.length() + " characters");
        }
    }

    /** All that the venue said, for the digest of its batch. */
    List<String> fields() {
        return List.of(id, instrument.value(), buyer.key(), seller.key(), Long.toString(lots), price);
    }
}
