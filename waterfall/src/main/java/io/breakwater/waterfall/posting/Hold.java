package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.money.Money;
import java.util.List;

/**
 * A numbered reservation that an account has granted. It counts in the account's requirement, nothing else may use what it
 * reserves, and it ends only when a posting of its source consumes it or its source releases it.
 */
public record Hold(HoldId id, List<Reserved> reserved) {

    public Hold {
        reserved = List.copyOf(reserved);
        if (reserved.isEmpty()) {
            throw new IllegalArgumentException("hold " + id + " of nothing");
        }
    }

    /** One thing that is set aside. */
    public sealed interface Reserved {

        /** So much money, positive. */
        record MoneyHeld(Money amount) implements Reserved {

            public MoneyHeld {
                if (!amount.isPositive()) {
                    throw new IllegalArgumentException("a hold of " + amount);
                }
            }
        }

        /** So many of the account's own lots, on their side, which only the holder may take. */
        record LotsHeld(InstrumentId instrument, Lots lots) implements Reserved {
            public LotsHeld {
                if (lots.isFlat()) {
                    throw new IllegalArgumentException("a hold of no lots of " + instrument);
                }
            }
        }

        /** The room to receive so many lots, bought positive, sold negative: the account is margined as if it had them. */
        record RoomHeld(InstrumentId instrument, Lots lots) implements Reserved {
            public RoomHeld {
                if (lots.isFlat()) {
                    throw new IllegalArgumentException("room for no lots of " + instrument);
                }
            }
        }
    }
}
