package io.breakwater.node.serialization;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.posting.HoldId;
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
        addText(HoldId.class, HoldIdText::read, HoldIdText::write);
        addText(Currency.class, Currency::valueOf);
        addDeserializer(Table.class, new TableReader());
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.setMixInAnnotations(Message.class, ByLogicalName.class);
        for (Class<?> root : JsonNames.roots()) {
            context.setMixInAnnotations(root, ByLogicalName.class);
        }
        for (LogicalName name : JsonNames.all()) {
            context.registerSubtypes(new NamedType(name.type(), name.name()));
        }
    }

    private <T> void addText(Class<T> type, Function<String, T> read) {
        addText(type, read, Object::toString);
    }

    /** A value that is one word of text, as a value and as a key. */
    private <T> void addText(Class<T> type, Function<String, T> read, Function<T, String> write) {
        TextForm<T> form = new TextForm<>(type, read, write);
        addSerializer(type, form.writer());
        addKeySerializer(type, form.keyWriter());
        addDeserializer(type, form.reader());
        addKeyDeserializer(type, form.keyReader());
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface ByLogicalName {}
}
