package io.breakwater.chaos.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.breakwater.chaos.run.Operation;
import io.breakwater.chaos.run.Operation.Result;
import java.util.Map;
import java.util.TreeMap;

/** An operation as one line of JSON, and back. */
final class OperationJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private OperationJson() {}

    static String write(Operation operation) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("number", operation.number())
                .put("client", operation.client())
                .put("call", operation.call())
                .put("resource", operation.resource())
                .put("requestId", operation.requestId())
                .put("entrance", operation.entrance())
                .put("invokedAt", operation.invokedAt())
                .put("endedAt", operation.endedAt())
                .put("result", operation.result().name())
                .put("reason", operation.reason());
        ObjectNode facts = line.putObject("facts");
        new TreeMap<>(operation.facts()).forEach(facts::put);
        try {
            return MAPPER.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values cannot fail to be written", e);
        }
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException when it is none that was written here
     */
    static Operation read(String text) {
        try {
            JsonNode line = MAPPER.readTree(text);
            Map<String, String> facts = new TreeMap<>();
            line.required("facts")
                    .properties()
                    .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asText()));
            return new Operation(
                    line.required("number").asLong(),
                    line.required("client").asText(),
                    line.required("call").asText(),
                    line.required("resource").asText(),
                    line.required("requestId").asText(),
                    line.required("entrance").asText(),
                    line.required("invokedAt").asLong(),
                    line.required("endedAt").asLong(),
                    Result.valueOf(line.required("result").asText()),
                    line.required("reason").asText(),
                    facts);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not an operation: " + text, e);
        }
    }
}
