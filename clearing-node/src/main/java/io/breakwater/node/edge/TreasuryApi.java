package io.breakwater.node.edge;

import io.breakwater.protocol.treasury.v1.ListPayoutsRequest;
import io.breakwater.protocol.treasury.v1.ListPayoutsResponse;
import io.breakwater.protocol.treasury.v1.RecordStatementLinesRequest;
import io.breakwater.protocol.treasury.v1.RecordStatementLinesResponse;
import io.breakwater.protocol.treasury.v1.TreasuryServiceGrpc;
import io.breakwater.waterfall.bank.BankInput;
import io.breakwater.waterfall.bank.BankReply;
import io.breakwater.waterfall.bank.StatementLine;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Message;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

/** {@code TreasuryService}: the bank and the accounts of lines are looked up first, so that no line is for one we lack. */
public final class TreasuryApi extends TreasuryServiceGrpc.TreasuryServiceImplBase {

    private final Entities entities;
    private final ServiceView service;
    private final AccountDirectory directory;
    private final PayoutPages payouts;

    public TreasuryApi(Entities entities, ServiceView service, AccountDirectory directory) {
        this.entities = entities;
        this.service = service;
        this.directory = directory;
        this.payouts = new PayoutPages(entities);
    }

    @Override
    public void recordStatementLines(
            RecordStatementLinesRequest request, StreamObserver<RecordStatementLinesResponse> caller) {
        Unary.answer(caller, () -> {
            Caller current = Caller.current();
            EntityId bank = EntityId.of(EntityKind.BANK, Fields.id("bank", request.getBank()));
            return service.termsWith(current, bank)
                    .thenCompose(terms -> record(current, request, bank, SettlementCurrencies.of(terms.currency())));
        });
    }

    @Override
    public void listPayouts(ListPayoutsRequest request, StreamObserver<ListPayoutsResponse> caller) {
        Unary.answer(caller, () -> payouts.list(Caller.current(), request));
    }

    private CompletionStage<RecordStatementLinesResponse> record(
            Caller caller, RecordStatementLinesRequest request, EntityId bank, SettlementCurrencies currencies) {
        Fields.atMost("lines", request.getLinesCount(), BankInput.RecordLines.LINES);
        long firstLine = Fields.counted("first_line", request.getFirstLine());
        List<StatementLine> lines = new ArrayList<>();
        Set<EntityId> accounts = new TreeSet<>();
        for (int i = 0; i < request.getLinesCount(); i++) {
            lines.add(StatementFields.line("lines[" + i + "]", request.getLines(i), currencies, accounts));
        }
        String requestId = "lines-" + firstLine;
        return directory
                .requireOpen(caller, accounts)
                .thenCompose(open -> entities.ask(caller, bank, new BankInput.RecordLines(firstLine, lines), requestId))
                .thenApply(reply -> response(bank, reply));
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
