package io.breakwater.waterfall.money;

import java.util.function.Function;

/** The outcome of reading a decimal from outside: the exact value, or the one flaw for which it is refused. */
public sealed interface Parsed<T> {

    /** The text was read exactly. */
    record Accepted<T>(T value) implements Parsed<T> {
        @Override
        public <R> R fold(
                Function<? super T, ? extends R> accepted, Function<? super DecimalFlaw, ? extends R> refused) {
            return accepted.apply(value);
        }
    }

    /** The text is refused; nothing is guessed or rounded. */
    record Refused<T>(DecimalFlaw flaw) implements Parsed<T> {
        @Override
        public <R> R fold(
                Function<? super T, ? extends R> accepted, Function<? super DecimalFlaw, ? extends R> refused) {
            return refused.apply(flaw);
        }
    }

    <R> R fold(Function<? super T, ? extends R> accepted, Function<? super DecimalFlaw, ? extends R> refused);

    default <R> Parsed<R> map(Function<? super T, ? extends R> conversion) {
        return flatMap(value -> new Accepted<>(conversion.apply(value)));
    }

    default <R> Parsed<R> flatMap(Function<? super T, Parsed<R>> conversion) {
        return this.<Parsed<R>>fold(conversion, Refused::new);
    }

    /** The value, where a flaw would be a fault: constants and files that were validated before. */
    default T orElseThrow() {
        return fold(value -> value, flaw -> {
            throw new IllegalArgumentException("decimal refused: " + flaw);
        });
    }
}
