package io.breakwater.waterfall.account;

import io.breakwater.waterfall.call.CallIncrease;
import io.breakwater.waterfall.call.CallReason;
import io.breakwater.waterfall.call.MarginCall;
import java.util.Optional;

/** What a judgement has done to an account's call, as it is persisted. */
public sealed interface CallChange {

    /** Where the account stands after it. */
    Standing after(Standing before);

    /** Nothing. */
    record Unchanged() implements CallChange {
        @Override
        public Standing after(Standing before) {
            return before;
        }
    }

    /** A new call. Its first amount holds the inputs. */
    record Issued(MarginCall call, CallTerms terms) implements CallChange {
        @Override
        public Standing after(Standing before) {
            return new Standing.UnderCall(call, terms, call.amounts().get(0).at());
        }
    }

    /** The open call asks for more. Its newest amount holds the inputs. */
    record Raised(MarginCall call, CallIncrease increase, CallReason reason, CallTerms terms) implements CallChange {
        @Override
        public Standing after(Standing before) {
            return before instanceof Standing.UnderCall open
                    ? new Standing.UnderCall(call, terms, open.outagesTo())
                    : before;
        }
    }

    /** The account is back at the release level: its policy has cancelled the call. */
    record Released(MarginCall call, CallReason reason) implements CallChange {
        @Override
        public Standing after(Standing before) {
            return new Standing.Good();
        }
    }

    /** Below the close-out level. */
    record ClosedOut(CallReason reason, Optional<MarginCall> cancelled) implements CallChange {
        @Override
        public Standing after(Standing before) {
            return new Standing.ClosingOut(reason, cancelled);
        }
    }
}
