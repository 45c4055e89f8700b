package io.breakwater.node.serialization;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.breakwater.node.entity.Snapshot;
import io.breakwater.waterfall.bank.PayoutNotices;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.posting.HoldBook;
import io.breakwater.waterfall.posting.HoldId;
import io.breakwater.waterfall.posting.StopId;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.receipts.RequestId;
import io.breakwater.waterfall.table.Table;
import java.util.function.Function;

/**
 * What Jackson must know to read and write the core's types without the core knowing Jackson: the logical names of every
 * sealed family, and the text form of the values that have one.
 */
public final class BreakwaterModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    public BreakwaterModule() {
        super("breakwater");
        addText(EntityId.class, EntityId::parse);
        addText(InstrumentId.class, InstrumentId::of);
        addText(AssetId.class, AssetId::of);
        addText(RequestId.class, RequestId::new);
        addText(HoldId.class, HoldId::parse);
        addText(HoldBook.Line.class, HoldBook.Line::parse);
        addText(StopId.class, StopId::parse);
        addText(PayoutNotices.Notice.class, PayoutNotices.Notice::parse);
        addText(Currency.class, Currency::valueOf);
        addDeserializer(Table.class, new TableReader());
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.setMixInAnnotations(Message.class, ByLogicalName.class);
        context.setMixInAnnotations(Snapshot.class, StateByLogicalName.class);
        for (Class<?> root : JsonNames.roots()) {
            context.setMixInAnnotations(root, ByLogicalName.class);
        }
        for (LogicalName name : JsonNames.all()) {
            context.registerSubtypes(new NamedType(name.type(), name.name()));
        }
    }

    /** A value that is one word of text, as a value and as a key. */
    private <T> void addText(Class<T> type, Function<String, T> read) {
        TextReader<T> reader = new TextReader<>(type, read);
        addSerializer(type, ToStringSerializer.instance);
        addDeserializer(type, reader);
        addKeyDeserializer(type, reader.ofKeys());
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface ByLogicalName {}

    @SuppressWarnings("UnusedMethod") // Jackson reads its annotation
    private interface StateByLogicalName {
        @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
        Object state();
    }
}
