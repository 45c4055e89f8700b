package io.breakwater.chaos.verdict;

import io.breakwater.chaos.run.Operation;
import io.breakwater.chaos.run.Operation.Result;
import io.breakwater.chaos.run.Struck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How long it took after a fault until everything that clients missed was answered again.
 *
 * @param fault what struck
 * @param millis from then until the last of the missed was answered
 * @param missed how many resources gave no answer at first
 */
public record Failover(Struck fault, long millis, int missed) {

    /** How long after a fault something that is not answered is taken to be its doing. */
    private static final long WINDOW = 10_000;

    private static final Set<String> STREAMS = Set.of("SubmitTrades", "RecordStatementLines", "PublishPrices");

    /** The failovers of a run: of each fault after which a stream, or an account, was missed and came back. */
    public static List<Failover> in(List<Operation> operations, List<Struck> faults) {
        List<Failover> failovers = new ArrayList<>();
        faults.forEach(fault -> of(fault, operations).ifPresent(failovers::add));
        return failovers;
    }

    private static Optional<Failover> of(Struck fault, List<Operation> operations) {
        Map<String, Long> missed = new HashMap<>();
        Map<String, Long> back = new HashMap<>();
        for (Operation operation : operations) {
            if (!STREAMS.contains(operation.call()) || operation.invokedAt() < fault.from() - WINDOW / 2) {
                continue;
            }
            String resource = operation.resource();
            boolean unknown = operation.result() == Result.UNKNOWN;
            if (unknown && operation.endedAt() >= fault.from() && operation.invokedAt() <= fault.from() + WINDOW) {
                missed.putIfAbsent(resource, operation.invokedAt());
            }
            boolean answers = operation.result() == Result.OK && operation.endedAt() > fault.from();
            if (answers && missed.getOrDefault(resource, Long.MAX_VALUE) <= operation.invokedAt()) {
                back.merge(resource, operation.endedAt(), Math::min);
            }
        }
        return back.values().stream()
                .max(Long::compare)
                .map(last -> new Failover(fault, last - fault.from(), missed.size()));
    }
}
