package io.breakwater.chaos.planted;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One call of a changed method. */
record Call(@Nullable Object self, @Nullable Object[] arguments) {

    <T> T self(Class<T> type) {
        return type.cast(target());
    }

    /** Whose method it is. */
    Object target() {
        return Objects.requireNonNull(self);
    }

    <T> T argument(int place, Class<T> type) {
        return type.cast(Objects.requireNonNull(arguments[place]));
    }
}
