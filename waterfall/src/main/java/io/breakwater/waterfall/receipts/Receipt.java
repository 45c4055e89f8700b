package io.breakwater.waterfall.receipts;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an entity keeps of one request. It is part of the event that the request caused, so effect and receipt are one.
 *
 * @param keptAt house time when it was kept, absent when the node had none
 * @param <A> the entity's answers
 */
public record Receipt<A>(RequestId id, Outcome<A> outcome, Optional<Instant> keptAt) {

    /** What became of the request. */
    public sealed interface Outcome<A> {

        /**
         * It was decided, with this answer.
         *
         * @param digest SHA-256 of the payload in lower-case hexadecimal
         */
        record Answered<A>(String digest, A answer) implements Outcome<A> {

            private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

            public Answered {
                if (!SHA_256.matcher(digest).matches()) {
                    throw new IllegalArgumentException("not a digest: '" + digest + "'");
                }
            }
        }

        /** Somebody was told that it had not been applied, and so it never will be. */
        record Voided<A>() implements Outcome<A> {}
    }

    public static <A> Receipt<A> answered(RequestId id, String digest, A answer, Optional<Instant> keptAt) {
        return new Receipt<>(id, new Outcome.Answered<>(digest, answer), keptAt);
    }

    public static <A> Receipt<A> voided(RequestId id, Optional<Instant> keptAt) {
        return new Receipt<>(id, new Outcome.Voided<>(), keptAt);
    }

    Receipt<A> keptBy(Instant latest) {
        return keptAt.isPresent() ? this : new Receipt<>(id, outcome, Optional.of(latest));
    }
}
