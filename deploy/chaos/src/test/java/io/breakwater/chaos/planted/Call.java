package io.breakwater.chaos.planted;

import org.jspecify.annotations.Nullable;

/** One call of a changed method. */
record Call(@Nullable Object self, @Nullable Object[] arguments) {

    <T> T self(Class<T> type) {
        return type.cast(self);
    }

    <T> T argument(int place, Class<T> type) {
        return type.cast(arguments[place]);
    }
}
