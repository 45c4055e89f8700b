package io.breakwater.chaos.planted;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One call of a changed method. */
record Call(@Nullable Object self, List<@Nullable Object> arguments) {

    static Call of(@Nullable Object self, @Nullable Object[] arguments) {
        return new Call(self, Collections.unmodifiableList(Arrays.asList(arguments.clone())));
    }

    <T> T self(Class<T> type) {
        return type.cast(target());
    }

    /** Whose method it is. */
    Object target() {
        return Objects.requireNonNull(self);
    }

    Object argument(int place) {
        return Objects.requireNonNull(arguments.get(place));
    }

    <T> T argument(int place, Class<T> type) {
        return type.cast(argument(place));
    }
}
