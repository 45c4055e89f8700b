package io.breakwater.node.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class UnaryTest {

    @Test
    void errorOfTheApiIsToldHoweverManyStagesHaveWrappedIt() {
        Throwable late = ApiError.TOO_LATE.with("the deadline passed before the request was looked at");
        assertThat(Unary.error(late)).isSameAs(late);
        assertThat(Unary.error(new CompletionException(late))).isSameAs(late);
        assertThat(Unary.error(new CompletionException(new CompletionException(late))))
                .isSameAs(late);
    }

    @Test
    void askThatNobodyAnsweredInTimeIsADeadlineExceeded() {
        Throwable wrapped = new CompletionException(new CompletionException(new TimeoutException("ask timed out")));
        assertThat(Unary.error(wrapped).getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    }
}
