package io.breakwater.node.serialization;

import io.breakwater.waterfall.catalogue.Catalogue;
import io.breakwater.waterfall.catalogue.CatalogueEvent;
import io.breakwater.waterfall.catalogue.CatalogueInput;
import io.breakwater.waterfall.catalogue.CatalogueReply;
import io.breakwater.waterfall.price.PriceBook;
import io.breakwater.waterfall.price.PriceEvent;
import io.breakwater.waterfall.price.PriceInput;
import io.breakwater.waterfall.price.PriceReply;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The names under which JSON knows the members of sealed families. Those in {@link #JOURNAL} stand in every journal that
 * was ever written: a name is only ever added, and never given to another type. The names of messages and snapshots are
 * derived from the records; messages live for seconds, and a snapshot that cannot be read is made anew from the events.
 */
final class JsonNames {

    /** Events, and the sealed families that events hold. */
    static final Map<Class<?>, List<LogicalName>> JOURNAL = Map.of(
            CatalogueEvent.class,
                    List.of(
                            new LogicalName("catalogue.instrument-listed", CatalogueEvent.InstrumentListed.class),
                            new LogicalName("catalogue.collateral-accepted", CatalogueEvent.CollateralAccepted.class)),
            PriceEvent.class, List.of(new LogicalName("price.judged", PriceEvent.Judged.class)));

    /** Messages between entities and their answers. */
    static final List<Class<?>> MESSAGES =
            List.of(CatalogueInput.class, CatalogueReply.class, PriceInput.class, PriceReply.class);

    /** States of entities, as snapshots hold them. */
    static final List<Class<?>> STATES = List.of(Catalogue.class, PriceBook.class);

    private JsonNames() {}

    /** The sealed roots whose members carry their name. */
    static List<Class<?>> roots() {
        return Stream.concat(JOURNAL.keySet().stream(), MESSAGES.stream()).toList();
    }

    /** Every name. */
    static List<LogicalName> all() {
        Stream<LogicalName> journal = JOURNAL.values().stream().flatMap(List::stream);
        Stream<LogicalName> messages = MESSAGES.stream()
                .flatMap(root -> SealedFamily.leaves(root).stream())
                .map(LogicalName::derived);
        Stream<LogicalName> states = STATES.stream().map(LogicalName::derived);
        return Stream.of(journal, messages, states).flatMap(names -> names).toList();
    }
}
