package io.breakwater.node.journal;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.dispatch.Futures;
import org.jspecify.annotations.Nullable;
import scala.concurrent.Future;
import scala.concurrent.Promise;

/** Hands the outcome of a Java stage to Pekko as a Scala future, with the cause of a failure instead of its wrapper. */
public final class Promises {

    private Promises() {}

    /** A future that completes as the stage does; a {@link CompletionException} is unwrapped. */
    public static <T extends @Nullable Object> Future<T> future(CompletionStage<T> stage) {
        Promise<T> promise = Futures.promise();
        stage.whenComplete((value, failure) -> {
            if (failure != null) {
                promise.tryFailure(cause(failure));
            } else {
                promise.trySuccess(value);
            }
        });
        return promise.future();
    }

    /** The first cause that is not a {@link CompletionException}. */
    public static Throwable cause(Throwable failure) {
        Throwable current = failure;
        while (current instanceof CompletionException && current.getCause() != null) {
            current = current.getCause();
        }
        return current;
    }
}
