package io.breakwater.bench.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.bench.ground.BenchFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AtOnceTest {

    @Test
    void noMoreThanTheBoundAreUnderWay() {
        List<Integer> begun = new ArrayList<>();
        Deque<CompletableFuture<Integer>> underWay = new ArrayDeque<>();
        AtomicInteger most = new AtomicInteger();
        AtOnce.each(IntStream.range(0, 100).boxed().toList(), 3, item -> {
            begun.add(item);
            CompletableFuture<Integer> work = new CompletableFuture<>();
            underWay.add(work);
            most.accumulateAndGet(underWay.size(), Math::max);
            if (underWay.size() == 3 || item == 99) {
                while (!underWay.isEmpty()) {
                    underWay.remove().complete(item);
                }
            }
            return work;
        });
        assertThat(begun).hasSize(100);
        assertThat(most).hasValue(3);
    }

    @Test
    void afterAFailureNothingElseIsBegun() {
        List<Integer> begun = new ArrayList<>();
        assertThatThrownBy(() -> AtOnce.each(List.of(1, 2, 3), 1, item -> {
                    begun.add(item);
                    return item == 2
                            ? CompletableFuture.failedFuture(new BenchFailure("two"))
                            : CompletableFuture.completedFuture(item);
                }))
                .isInstanceOf(BenchFailure.class)
                .hasMessage("two");
        assertThat(begun).containsExactly(1, 2);
    }

    @Test
    void whatFailsIsTriedAgainUntilItSucceedsOrMayNot() {
        AtomicInteger attempts = new AtomicInteger();
        assertThat(Api.await(Again.until(
                        () -> attempts.incrementAndGet() < 3
                                ? CompletableFuture.failedFuture(new IllegalStateException("not yet"))
                                : CompletableFuture.completedFuture("done"),
                        failure -> assertThat(failure).hasMessage("not yet"))))
                .isEqualTo("done");
        assertThat(attempts).hasValue(3);
        assertThatThrownBy(() -> Api.await(Again.until(
                        () -> CompletableFuture.<String>failedFuture(new IllegalStateException("never")), failure -> {
                            throw new BenchFailure("given up", failure);
                        })))
                .isInstanceOf(BenchFailure.class)
                .hasMessage("given up");
    }

    @Test
    void venueTradesTheSameEachTimeAndNeverAnAccountWithItself() {
        List<String> accounts = House.accounts(7);
        try (Api api = Api.at("127.0.0.1:1")) {
            var batch = new Venue(api, 3).randomBatch(accounts);
            assertThat(batch).hasSize(Venue.BATCH).isEqualTo(new Venue(api, 3).randomBatch(accounts));
            assertThat(batch).allSatisfy(trade -> assertThat(trade.getBuyer())
                    .isNotEqualTo(trade.getSeller())
                    .isIn(accounts));
        }
    }
}
