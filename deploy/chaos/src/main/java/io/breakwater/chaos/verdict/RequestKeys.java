package io.breakwater.chaos.verdict;

import io.breakwater.chaos.history.Facts;
import io.breakwater.chaos.run.Operation;
import java.util.List;
import java.util.stream.LongStream;

/** How requests are known in histories and journals alike: ids by their principal, numbers by their stream. */
public final class RequestKeys {

    static final String LINES = "RecordStatementLines";

    static final String SOME_MEMBER = "member";

    private RequestKeys() {}

    static String ofId(String principal, String requestId) {
        return principal + " " + requestId;
    }

    static String ofLine(String bank, long line) {
        return bank + " line " + line;
    }

    static String ofBatch(String stream, long sequence) {
        return stream + " batch " + sequence;
    }

    static String ofPublication(String source, long sequence) {
        return "prices/" + source + " publication " + sequence;
    }

    /** Every request that an operation was; none for a read. A page of lines is as many as it has lines. */
    static List<String> of(Operation operation) {
        return switch (operation.call()) {
            case LINES -> {
                long first = number(operation, Facts.FIRST);
                yield LongStream.range(first, first + number(operation, Facts.COUNT))
                        .mapToObj(line -> ofLine(operation.resource(), line))
                        .toList();
            }
            case "SubmitTrades" -> List.of(ofBatch(operation.resource(), number(operation, Facts.FIRST)));
            case "PublishPrices" -> List.of(operation.client() + " publication " + number(operation, Facts.FIRST));
            case "RequestWithdrawal",
                    "AcknowledgeCall",
                    "PlaceBid",
                    "PlaceStandingBid",
                    "WithdrawBid",
                    "WithdrawStandingBid" -> List.of(ofId(operation.client(), operation.requestId()));
            // The event of a promise to pay names no principal.
            case "PayObligation" -> List.of(ofId(SOME_MEMBER, operation.requestId()));
            default -> List.of();
        };
    }

    /** A number among the facts; 0 when there is none. */
    static long number(Operation operation, String fact) {
        String text = operation.facts().getOrDefault(fact, "");
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }
}
