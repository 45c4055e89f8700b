package io.breakwater.node.serialization;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.breakwater.waterfall.table.Table;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a {@link Table} from the JSON object that it is written as, like any other map. */
@SuppressWarnings({"rawtypes", "unchecked"}) // what the rows are is known to Jackson's type alone
final class TableReader extends StdDeserializer<Table> implements ContextualDeserializer {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable JsonDeserializer<?> rows;

    TableReader() {
        this(null);
    }

    private TableReader(@Nullable JsonDeserializer<?> rows) {
        super(Table.class);
        this.rows = rows;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property)
            throws JsonMappingException {
        JavaType table = context.getContextualType();
        JavaType map =
                context.getTypeFactory().constructMapType(TreeMap.class, table.getKeyType(), table.getContentType());
        return new TableReader(context.findContextualValueDeserializer(map, property));
    }

    @Override
    public Table deserialize(JsonParser in, DeserializationContext context) throws IOException {
        if (rows == null) {
            throw new IllegalStateException("a table's reader is used with the type of its rows");
        }
        return Table.copyOf((SortedMap) rows.deserialize(in, context));
    }
}
