package io.breakwater.chaos.planted;

import io.breakwater.chaos.cluster.Chance;
import io.breakwater.waterfall.account.AccountEntity;
import io.breakwater.waterfall.account.AccountInput;
import io.breakwater.waterfall.process.Admission;
import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.Envelope;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** More requests before one entity than its lane has room for, some with little time: who is turned away is never let in. */
final class GateChecker {

    private GateChecker() {}

    static Optional<String> found(long seed) {
        Chance chance = Chance.of(seed);
        Set<Long> turnedAway = new TreeSet<>();
        Set<Long> letIn = new TreeSet<>();
        Admission<AccountInput, Long> gate = new Admission<>(AccountEntity.type(), new Admission.Refusals<>() {
            @Override
            public void overloaded(Long asker, String lane, int bound) {
                turnedAway.add(asker);
            }

            @Override
            public void tooLate(Long asker) {
                turnedAway.add(asker);
            }
        });
        long requests = 200;
        for (long asker = 1; asker <= requests; asker++) {
            AccountInput request =
                    new AccountInput.AcknowledgeCall(Optional.empty(), Checkers.id(java.time.Instant.EPOCH, asker), 1);
            Duration until = Duration.ofSeconds(chance.between(0, 20));
            Cause cause = new Cause("member/alder", Optional.empty(), "request-" + asker);
            gate.offer(new Admission.Waiting<>(
                    new Envelope<>(request, Optional.empty(), cause), Optional.of(until), Optional.of(asker)));
        }
        for (Duration uptime = Duration.ZERO; !gate.isEmpty(); uptime = uptime.plusMillis(200)) {
            gate.next(uptime).flatMap(Admission.Waiting::asker).ifPresent(letIn::add);
            gate.carried();
        }
        if (turnedAway.isEmpty() || letIn.isEmpty()) {
            return Optional.of("of " + requests + " requests none is turned away, or all are");
        }
        letIn.retainAll(turnedAway);
        return letIn.isEmpty() ? Optional.empty() : Optional.of("turned away and then let in: " + letIn);
    }
}
