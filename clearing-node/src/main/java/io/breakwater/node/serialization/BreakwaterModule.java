package io.breakwater.node.serialization;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import java.io.IOException;

/**
 * What Jackson must know to read and write the core's types without the core knowing Jackson: the logical names of every
 * sealed family, and the text form of the values that have one.
 */
public final class BreakwaterModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    public BreakwaterModule() {
        super("breakwater");
        addSerializer(EntityId.class, new EntityIdWriter());
        addKeySerializer(EntityId.class, new EntityIdKeyWriter());
        addDeserializer(EntityId.class, new EntityIdReader());
        addKeyDeserializer(EntityId.class, new EntityIdKeyReader());
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

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface ByLogicalName {}

    private static final class EntityIdWriter extends StdScalarSerializer<EntityId> {
        private static final long serialVersionUID = 1L;

        EntityIdWriter() {
            super(EntityId.class);
        }

        @Override
        public void serialize(EntityId id, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(id.toString());
        }
    }

    private static final class EntityIdKeyWriter extends StdScalarSerializer<EntityId> {
        private static final long serialVersionUID = 1L;

        EntityIdKeyWriter() {
            super(EntityId.class);
        }

        @Override
        public void serialize(EntityId id, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeFieldName(id.toString());
        }
    }

    private static final class EntityIdReader extends StdScalarDeserializer<EntityId> {
        private static final long serialVersionUID = 1L;

        EntityIdReader() {
            super(EntityId.class);
        }

        @Override
        public EntityId deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return EntityId.parse(in.getValueAsString());
        }
    }

    private static final class EntityIdKeyReader extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return EntityId.parse(key);
        }
    }
}
