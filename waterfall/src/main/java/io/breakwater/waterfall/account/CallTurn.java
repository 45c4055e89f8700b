package io.breakwater.waterfall.account;

import io.breakwater.waterfall.call.CallLifecycle;
import io.breakwater.waterfall.call.CallStep;
import io.breakwater.waterfall.call.MarginCall;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.receipts.Finding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** A member confirms a call. Confirming what is confirmed already changes nothing but is kept as answered. */
record CallTurn(Account account, AccountMemory memory, String principal, Now now) {

    Reaction<AccountMemory, AccountEvent> acknowledge(AccountInput.AcknowledgeCall command) {
        String digest = digest("acknowledge call " + command.call());
        Finding<AccountReply> found = account.receipts().find(principal, command.request(), digest, now.house());
        if (found instanceof Finding.Repeated<AccountReply> repeated) {
            return Reaction.answer(memory, repeated.answer());
        }
        if (found instanceof Finding.Refused<AccountReply> refused) {
            return Reaction.answer(memory, new AccountReply.Refused(AccountRejection.of(refused.reason())));
        }
        Optional<MarginCall> open = account.standing().openCall().filter(call -> call.number() == command.call());
        if (open.isEmpty()) {
            return Reaction.answer(memory, new AccountReply.Refused(AccountRejection.CALL_NOT_OPEN));
        }
        MarginCall call = open.get();
        MarginCall after = CallLifecycle.allows(call.stage(), CallStep.ACKNOWLEDGE) ? call.acknowledge() : call;
        AccountEvent.CallAcknowledged event = new AccountEvent.CallAcknowledged(
                after,
                principal,
                command.request(),
                digest,
                account.number() + 1,
                now.house().map(HouseInstant::time));
        return Reaction.record(memory.busy(now.uptime()), event, event.answer());
    }

    private static String digest(String payload) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(payload.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
