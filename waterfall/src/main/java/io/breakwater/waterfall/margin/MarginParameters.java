package io.breakwater.waterfall.margin;

import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.PriceSnapshot;
import io.breakwater.waterfall.money.Currency;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The instruments of a service and how each is margined: one version of what the catalogue says. */
public record MarginParameters(
        long version, SortedMap<InstrumentId, Instrument> instruments, SortedMap<InstrumentId, MarginModel> models) {

    public MarginParameters {
        instruments = Collections.unmodifiableSortedMap(new TreeMap<>(instruments));
        models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
        if (!instruments.keySet().equals(models.keySet())) {
            throw new IllegalArgumentException(
                    "instruments " + instruments.keySet() + " but models for " + models.keySet());
        }
    }

    /**
     * The requirement of an account in one currency at a snapshot: its open positions in instruments of that currency,
     * in the order of their ids. An open position without an instrument or a mark is a fault.
     */
    public Requirement requirement(Currency currency, SortedMap<InstrumentId, Lots> lots, PriceSnapshot snapshot) {
        List<RequirementPart> parts = new ArrayList<>();
        lots.forEach((id, held) -> {
            if (held.isFlat()) {
                return;
            }
            Instrument instrument = instruments.get(id);
            MarginModel model = models.get(id);
            Mark mark = snapshot.marks().get(id);
            if (instrument == null || model == null || mark == null) {
                throw new IllegalStateException("a position in " + id + " without parameters or a mark");
            }
            if (instrument.currency().equals(currency)) {
                parts.add(
                        model.requirement(instrument, held, mark, snapshot.at().date()));
            }
        });
        return Requirement.of(currency, parts);
    }
}
