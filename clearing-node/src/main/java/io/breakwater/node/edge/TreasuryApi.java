package io.breakwater.node.edge;

import io.breakwater.protocol.treasury.v1.CollateralLodged;
import io.breakwater.protocol.treasury.v1.Deposit;
import io.breakwater.protocol.treasury.v1.RecordStatementLinesRequest;
import io.breakwater.protocol.treasury.v1.RecordStatementLinesResponse;
import io.breakwater.protocol.treasury.v1.TreasuryServiceGrpc;
import io.breakwater.waterfall.bank.BankInput;
import io.breakwater.waterfall.bank.BankReply;
import io.breakwater.waterfall.bank.StatementLine;
import io.breakwater.waterfall.bucket.BucketAnswer;
import io.breakwater.waterfall.bucket.BucketMessage;
import io.breakwater.waterfall.bucket.Buckets;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.payouts.PayoutId;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Message;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code TreasuryService}: the accounts of new lines are looked up first, so that no line is for an account we lack. */
public final class TreasuryApi extends TreasuryServiceGrpc.TreasuryServiceImplBase {

    private final Entities entities;
    private final SettlementCurrencies currencies;

    public TreasuryApi(Entities entities, SettlementCurrencies currencies) {
        this.entities = entities;
        this.currencies = currencies;
    }

    @Override
    public void recordStatementLines(
            RecordStatementLinesRequest request, StreamObserver<RecordStatementLinesResponse> caller) {
        Unary.answer(caller, () -> record(Caller.current(), request));
    }

    private CompletionStage<RecordStatementLinesResponse> record(Caller caller, RecordStatementLinesRequest request) {
        EntityId bank = EntityId.of(EntityKind.BANK, Fields.id("bank", request.getBank()));
        if (request.getLinesCount() < 1 || request.getLinesCount() > BankInput.RecordLines.LINES) {
            throw ApiError.BATCH_SIZE.with("1 to " + BankInput.RecordLines.LINES + " lines at a time");
        }
        if (request.getFirstLine() < 1) {
            throw ApiError.NUMBER_MALFORMED.with("lines count from 1", Map.of("field", "first_line"));
        }
        List<StatementLine> lines = new ArrayList<>();
        Set<EntityId> accounts = new TreeSet<>();
        for (int i = 0; i < request.getLinesCount(); i++) {
            lines.add(line("lines[" + i + "]", request.getLines(i), accounts));
        }
        String requestId = "lines-" + request.getFirstLine();
        return requireKnown(caller, accounts)
                .thenCompose(known ->
                        entities.ask(caller, bank, new BankInput.RecordLines(request.getFirstLine(), lines), requestId))
                .thenApply(reply -> response(bank, reply));
    }

    private StatementLine line(
            String field, io.breakwater.protocol.treasury.v1.StatementLine line, Set<EntityId> accounts) {
        return switch (line.getLineCase()) {
            case DEPOSIT -> {
                Deposit deposit = line.getDeposit();
                EntityId account = account(field + ".deposit.account", deposit.getAccount(), accounts);
                yield new StatementLine.Deposit(
                        account,
                        Fields.positiveAmount(
                                field + ".deposit.amount", deposit.hasAmount(), deposit.getAmount(), currencies));
            }
            case COLLATERAL_LODGED -> {
                CollateralLodged lodged = line.getCollateralLodged();
                EntityId account = account(field + ".collateral_lodged.account", lodged.getAccount(), accounts);
                String asset = Fields.id(field + ".collateral_lodged.asset", lodged.getAsset());
                if (lodged.getUnits() <= 0) {
                    throw ApiError.AMOUNT_NOT_POSITIVE.with(
                            field + ".collateral_lodged.units must be more than zero",
                            Map.of("field", field + ".collateral_lodged.units"));
                }
                yield new StatementLine.CollateralLodged(account, AssetId.of(asset), lodged.getUnits());
            }
            case PAYOUT_PAID -> {
                var paid = line.getPayoutPaid();
                String at = field + ".payout_paid";
                yield new StatementLine.PayoutPaid(
                        payout(at, paid.getPayout()),
                        account(at + ".account", paid.getAccount(), accounts),
                        Fields.positiveAmount(at + ".amount", paid.hasAmount(), paid.getAmount(), currencies));
            }
            case PAYOUT_FAILED -> {
                var failed = line.getPayoutFailed();
                String at = field + ".payout_failed";
                yield new StatementLine.PayoutFailed(
                        payout(at, failed.getPayout()),
                        account(at + ".account", failed.getAccount(), accounts),
                        Fields.positiveAmount(at + ".amount", failed.hasAmount(), failed.getAmount(), currencies));
            }
            case LINE_NOT_SET -> throw ApiError.FIELD_MISSING.with(field + " says nothing", Map.of("field", field));
        };
    }

    private static PayoutId payout(String field, String text) {
        return PayoutId.parse(text)
                .orElseThrow(() -> ApiError.ID_MALFORMED.with(
                        field + ".payout must be a payout's id, for example 17-42",
                        Map.of("field", field + ".payout")));
    }

    private static EntityId account(String field, String id, Set<EntityId> accounts) {
        EntityId account = EntityId.of(EntityKind.ACCOUNT, Fields.id(field, id));
        accounts.add(account);
        return account;
    }

    /** Completes when every account is on its roster; that it is stays true for ever. */
    private CompletionStage<Void> requireKnown(Caller caller, Set<EntityId> accounts) {
        CompletableFuture<?>[] known = accounts.stream()
                .map(account -> entities.ask(
                                caller, Buckets.of(account), new BucketMessage.FindAccount(account), "find")
                        .thenAccept(reply -> {
                            if (!(reply instanceof BucketAnswer.AccountFound)) {
                                throw ApiError.ACCOUNT_UNKNOWN.with(
                                        "no such account: " + account.key(), Map.of("account", account.key()));
                            }
                        })
                        .toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(known);
    }

    private static RecordStatementLinesResponse response(EntityId bank, Message reply) {
        if (reply instanceof BankReply.Recorded recorded) {
            return RecordStatementLinesResponse.newBuilder()
                    .setLastLine(recorded.lastLine())
                    .setPosition(Fields.position(bank, recorded.number()))
                    .setReplayed(recorded.replayed())
                    .build();
        }
        if (reply instanceof BankReply.Refused refused) {
            Map<String, String> next = Map.of("next_line", Long.toString(refused.nextLine()));
            throw switch (refused.reason()) {
                case LINE_REUSED -> ApiError.LINE_REUSED.with("a line is recorded with other content", next);
                case LINE_OUT_OF_ORDER -> ApiError.LINE_OUT_OF_ORDER.with("the next line is another one", next);
                case LINE_TOO_OLD -> ApiError.LINE_TOO_OLD.with("a line is too old to be compared", next);
                case TOO_MANY_LAGGING -> ApiError.OVERLOADED.with("too many accounts lag behind this bank", next);
                case TOO_MANY_PAYOUTS_OWED ->
                    ApiError.OVERLOADED.with("too many payouts have not confirmed their lines", next);
            };
        }
        throw new IllegalStateException("a bank answered " + reply);
    }
}
