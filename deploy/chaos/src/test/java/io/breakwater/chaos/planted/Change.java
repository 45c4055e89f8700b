package io.breakwater.chaos.planted;

import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One method that does something else: it is given other arguments, or what it answers is replaced.
 *
 * @param type the class by its name, for many are seen in their own package only
 * @param parameters how many it has, where several have its name
 */
record Change(String type, String method, OptionalInt parameters, Arguments arguments, Result result) {

    private static final String ROOT = "io.breakwater.";

    /** What a method is given instead. */
    interface Arguments {
        Object[] of(Call call, Object[] given);
    }

    /** What a method answers instead. */
    interface Result {
        @Nullable Object of(Call call, @Nullable Object answered);
    }

    String where() {
        return type + method;
    }

    /**
     * An argument of this method is another one.
     *
     * @param where {@code waterfall.posting.Marks#receive}, with {@code /2} behind it if it is the one of two parameters
     */
    static <A> Change given(String where, int place, BiFunction<Call, A, A> other) {
        return new Change(
                typeOf(where),
                methodOf(where),
                parametersOf(where),
                (call, given) -> other(call, given, place, other),
                (call, was) -> was);
    }

    /** The answer of this method is another one. */
    static <R> Change answered(String where, BiFunction<Call, R, R> other) {
        return new Change(
                typeOf(where),
                methodOf(where),
                parametersOf(where),
                (call, given) -> given,
                (call, was) -> replaced(call, was, other));
    }

    /** The answer of this method is always this. */
    static <R> Change answering(String where, R always) {
        return answered(where, (Call call, R was) -> always);
    }

    /** The answer of this method is another one, whoever was asked. */
    static <R> Change answered(String where, Function<R, R> other) {
        return answered(where, (Call call, R was) -> other.apply(was));
    }

    @SuppressWarnings("unchecked") // a plant knows the types of the method that it changes
    private static <A> Object[] other(Call call, Object[] given, int place, BiFunction<Call, A, A> other) {
        Object[] changed = given.clone();
        changed[place] = other.apply(call, (A) given[place]);
        return changed;
    }

    @SuppressWarnings("unchecked") // as above
    private static <R> R replaced(Call call, @Nullable Object was, BiFunction<Call, R, R> other) {
        return other.apply(call, (R) was);
    }

    private static String typeOf(String where) {
        return ROOT + where.substring(0, where.indexOf('#'));
    }

    private static String methodOf(String where) {
        return where.substring(where.indexOf('#') + 1).split("/")[0];
    }

    private static OptionalInt parametersOf(String where) {
        int slash = where.indexOf('/');
        return slash < 0 ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(where.substring(slash + 1)));
    }
}
