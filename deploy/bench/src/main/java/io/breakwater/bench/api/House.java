package io.breakwater.bench.api;

import com.google.type.Date;
import com.google.type.Decimal;
import io.breakwater.bench.ground.BenchFailure;
import io.breakwater.protocol.accounts.v1.AccountServiceGrpc;
import io.breakwater.protocol.accounts.v1.GetAccountRequest;
import io.breakwater.protocol.accounts.v1.GetAccountResponse;
import io.breakwater.protocol.common.v1.AccountClass;
import io.breakwater.protocol.common.v1.JournalPosition;
import io.breakwater.protocol.house.v1.ClusterStatus;
import io.breakwater.protocol.house.v1.FixedMargin;
import io.breakwater.protocol.house.v1.FixedMarginRate;
import io.breakwater.protocol.house.v1.GetClusterHealthRequest;
import io.breakwater.protocol.house.v1.GetClusterHealthResponse;
import io.breakwater.protocol.house.v1.HouseServiceGrpc;
import io.breakwater.protocol.house.v1.ListInstrumentRequest;
import io.breakwater.protocol.house.v1.OpenAccountRequest;
import io.breakwater.protocol.house.v1.SetServiceTermsRequest;
import io.breakwater.protocol.house.v1.SettlementCurrency;
import io.grpc.Status;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A house to be measured, through the API of one of its nodes: direct accounts that nobody calls, ten instruments. */
public final class House {

    public static final int INSTRUMENTS = 10;

    private static final int AT_ONCE = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration SERVES_WITHIN = Duration.ofMinutes(3);
    private static final long POLL_MILLIS = 20;

    private final Api api;

    public House(Api api) {
        this.api = api;
    }

    public static String instrument(int n) {
        return "I" + n % INSTRUMENTS;
    }

    /** Sets its terms, lists its instruments, opens so many accounts; answers their ids. */
    public List<String> found(int accounts) {
        Api.await(api.ask(
                Api.OPERATOR,
                HouseServiceGrpc.getSetServiceTermsMethod(),
                SetServiceTermsRequest.newBuilder()
                        .setCurrency(
                                SettlementCurrency.newBuilder().setCode("USD").setDecimals(2))
                        .addBanks("main")
                        .build()));
        for (int n = 0; n < INSTRUMENTS; n++) {
            Api.await(api.ask(Api.OPERATOR, HouseServiceGrpc.getListInstrumentMethod(), listing(instrument(n))));
        }
        List<String> ids = accounts(accounts);
        AtOnce.each(ids, AT_ONCE, this::open);
        return ids;
    }

    /** The ids of a house of so many accounts. */
    public static List<String> accounts(int count) {
        return IntStream.range(0, count).mapToObj(n -> "a" + n).toList();
    }

    private CompletableFuture<?> open(String account) {
        return api.ask(
                Api.OPERATOR,
                HouseServiceGrpc.getOpenAccountMethod(),
                OpenAccountRequest.newBuilder()
                        .setAccount(account)
                        .setMember(account)
                        .setAccountClass(AccountClass.ACCOUNT_CLASS_DIRECT)
                        .setCurrencyCode("USD")
                        .build());
    }

    private static ListInstrumentRequest listing(String instrument) {
        return ListInstrumentRequest.newBuilder()
                .setInstrument(instrument)
                .setCurrencyCode("USD")
                .setTickSize(decimal("0.01"))
                .setMultiplier(decimal("100"))
                .setPriceBand(decimal("10"))
                .setReferencePrice(decimal("20.00"))
                .setFixedMargin(FixedMargin.newBuilder()
                        .addRates(FixedMarginRate.newBuilder()
                                .setFrom(Date.newBuilder()
                                        .setYear(2020)
                                        .setMonth(4)
                                        .setDay(1))
                                .setMaintenance(decimal("750"))
                                .setInitial(decimal("825"))))
                .build();
    }

    static Decimal decimal(String text) {
        return Decimal.newBuilder().setValue(text).build();
    }

    /** The account, once it has applied these positions. */
    public CompletableFuture<GetAccountResponse> read(String account, Collection<JournalPosition> from) {
        return api.ask(
                Api.OPERATOR,
                AccountServiceGrpc.getGetAccountMethod(),
                reading(account, from),
                status -> Api.isNoAnswer(status) || isNotReached(status));
    }

    /** The one precondition that a read has. */
    private static boolean isNotReached(Status status) {
        return status.getCode() == Status.Code.FAILED_PRECONDITION;
    }

    /** One attempt to read an account, answered or failed within this time. */
    public CompletableFuture<GetAccountResponse> tryRead(String account, Duration within) {
        return api.attempt(Api.OPERATOR, AccountServiceGrpc.getGetAccountMethod(), reading(account, List.of()), within);
    }

    /** Reads all these accounts, some at once. */
    public void readAll(Collection<String> accounts, int atOnce) {
        AtOnce.each(accounts, atOnce, account -> read(account, List.of()));
    }

    private static GetAccountRequest reading(String account, Collection<JournalPosition> from) {
        return GetAccountRequest.newBuilder()
                .setAccount(account)
                .addAllMinPositions(from)
                .build();
    }

    /** Waits until the node serves in a cluster of so many nodes. */
    public void awaitServing(int nodes) {
        long giveUp = System.nanoTime() + SERVES_WITHIN.toNanos();
        while (!serves(nodes)) {
            if (System.nanoTime() > giveUp) {
                throw new BenchFailure("no cluster of " + nodes + " within " + SERVES_WITHIN.toSeconds() + " s");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new BenchFailure("interrupted while nodes started", interrupted);
            }
        }
    }

    private boolean serves(int nodes) {
        try {
            GetClusterHealthResponse health = api.attempt(
                            Api.OPERATOR,
                            HouseServiceGrpc.getGetClusterHealthMethod(),
                            GetClusterHealthRequest.getDefaultInstance(),
                            PATIENCE)
                    .join();
            return health.getStatus() == ClusterStatus.CLUSTER_STATUS_GREEN && health.getNodesCount() == nodes;
        } catch (CompletionException notYet) {
            return false;
        }
    }
}
