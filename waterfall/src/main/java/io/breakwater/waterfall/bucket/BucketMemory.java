package io.breakwater.waterfall.bucket;

/**
 * What a bucket keeps in memory only.
 *
 * @param waking how far it has got in waking its accounts
 * @param roll what its accounts have answered to the roll that is called
 */
public record BucketMemory(WakeRound waking, RollCall roll) {

    static final BucketMemory START = new BucketMemory(WakeRound.START, RollCall.NONE);

    BucketMemory with(WakeRound next) {
        return new BucketMemory(next, roll);
    }

    BucketMemory with(RollCall next) {
        return new BucketMemory(waking, next);
    }
}
