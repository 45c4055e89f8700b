package io.breakwater.node.journal.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Some rows of one partition in order, and where to ask for the rows behind them. */
record Page(long partition, List<Row> rows, AsyncResultSet source) {

    static Page of(long partition, AsyncResultSet source) {
        List<Row> rows = new ArrayList<>();
        source.currentPage().forEach(rows::add);
        return new Page(partition, List.copyOf(rows), source);
    }

    /** True when the number is the first of this page. */
    boolean startsAt(long sequenceNumber) {
        return !rows.isEmpty() && rows.get(0).getLong("sequence_number") == sequenceNumber;
    }

    /** The static part of the partition, seen by the same read as the rows. */
    Optional<PartitionHead> head() {
        return rows.isEmpty() ? Optional.empty() : Optional.of(PartitionHead.of(rows.get(0)));
    }

    boolean hasNext() {
        return source.hasMorePages();
    }

    CompletionStage<Page> next() {
        return source.fetchNextPage().thenApply(result -> of(partition, result));
    }
}
