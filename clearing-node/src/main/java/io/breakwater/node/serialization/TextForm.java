package io.breakwater.node.serialization;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.util.function.Function;

/** How Jackson reads and writes a value that is one word of text; what {@code write} makes, {@code read} takes back. */
record TextForm<T>(Class<T> type, Function<String, T> read, Function<T, String> write) {

    JsonSerializer<T> writer() {
        return new Writer<>(this);
    }

    JsonSerializer<T> keyWriter() {
        return new KeyWriter<>(this);
    }

    Reader<T> reader() {
        return new Reader<>(this);
    }

    KeyDeserializer keyReader() {
        return new KeyReader<>(this);
    }

    private static final class Writer<T> extends StdScalarSerializer<T> {
        private static final long serialVersionUID = 1L;
        private final transient TextForm<T> form;

        Writer(TextForm<T> form) {
            super(form.type);
            this.form = form;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(form.write.apply(value));
        }
    }

    private static final class KeyWriter<T> extends StdScalarSerializer<T> {
        private static final long serialVersionUID = 1L;
        private final transient TextForm<T> form;

        KeyWriter(TextForm<T> form) {
            super(form.type);
            this.form = form;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeFieldName(form.write.apply(value));
        }
    }

    private static final class Reader<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1L;
        private final transient TextForm<T> form;

        Reader(TextForm<T> form) {
            super(form.type);
            this.form = form;
        }

        @Override
        public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return form.read.apply(in.getValueAsString());
        }
    }

    private static final class KeyReader<T> extends KeyDeserializer {
        private final TextForm<T> form;

        KeyReader(TextForm<T> form) {
            this.form = form;
        }

        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return form.read.apply(key);
        }
    }
}
