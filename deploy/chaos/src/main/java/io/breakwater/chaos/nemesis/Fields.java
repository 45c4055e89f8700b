package io.breakwater.chaos.nemesis;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The fields of one JSON object, each read by its name; what nobody has read is an error, so that no typo is ignored. */
final class Fields {

    private final JsonNode node;
    private final String what;
    private final Set<String> read = new HashSet<>();

    private Fields(JsonNode node, String what) {
        this.node = node;
        this.what = what;
    }

    static Fields of(JsonNode node, String what) {
        if (!node.isObject()) {
            throw new InvalidScheduleException(what + " is not a JSON object");
        }
        return new Fields(node, what);
    }

    private JsonNode require(String name, String kind, Predicate<JsonNode> is) {
        read.add(name);
        return Optional.ofNullable(node.get(name))
                .filter(is)
                .orElseThrow(() -> new InvalidScheduleException(what + " has no " + kind + " '" + name + "'"));
    }

    String text(String name) {
        return require(name, "text", JsonNode::isTextual).asText();
    }

    String textOr(String name, String otherwise) {
        return node.has(name) ? text(name) : otherwise;
    }

    long number(String name) {
        return require(name, "whole number", JsonNode::isIntegralNumber).asLong();
    }

    long numberOr(String name, long otherwise) {
        return node.has(name) ? number(name) : otherwise;
    }

    /** The elements of a list; none when it is left out. */
    Iterable<JsonNode> list(String name) {
        return node.has(name) ? require(name, "list", JsonNode::isArray) : List.of();
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        list(name).forEach(each -> texts.add(each.asText()));
        return texts;
    }

    List<Long> numbers(String name) {
        List<Long> numbers = new ArrayList<>();
        list(name).forEach(each -> numbers.add(each.asLong()));
        return numbers;
    }

    void requireNoMore() {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!read.contains(name)) {
                throw new InvalidScheduleException(what + " has a field '" + name + "' that means nothing");
            }
        }
    }
}
