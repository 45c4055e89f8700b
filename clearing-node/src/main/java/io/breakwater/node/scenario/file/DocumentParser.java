package io.breakwater.node.scenario.file;

import io.breakwater.node.scenario.file.Complaints.Place;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/**
 * Reads the YAML of one document into the plain tree. Values stay text: YAML's own guesses at numbers, dates and truth
 * would change an amount before anybody could judge it. Anchors, aliases, tags and further documents are refused.
 */
final class DocumentParser {

    private static final int DEEPEST_NESTING = 12;

    private final Complaints complaints;
    private final Iterator<Event> events;

    private DocumentParser(Complaints complaints, Iterator<Event> events) {
        this.complaints = complaints;
        this.events = events;
    }

    /** The tree of the text; absent, with a complaint, when the text is not such a document. */
    static Optional<Document> parse(String text, Complaints complaints) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(ScenarioFile.MAX_BYTES);
        try {
            Iterator<Event> events =
                    new Yaml(options).parse(new StringReader(text)).iterator();
            return new DocumentParser(complaints, events).document();
        } catch (MarkedYAMLException e) {
            String context =
                    Optional.ofNullable(e.getContext()).map(c -> c + ": ").orElse("");
            complaints.add(place(Optional.ofNullable(e.getProblemMark())), "not YAML: " + context + e.getProblem());
        } catch (YAMLException e) {
            complaints.add(Place.START, "not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private Optional<Document> document() {
        Optional<Document> root = Optional.empty();
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof DocumentStartEvent && root.isPresent()) {
                complaints.add(place(event), "a second document");
                return Optional.empty();
            }
            if (event instanceof DocumentStartEvent) {
                root = Optional.of(node(events.next(), 0));
            }
            if (event instanceof DocumentEndEvent && root.isEmpty()) {
                break;
            }
        }
        if (root.isEmpty()) {
            complaints.add(Place.START, "the file is empty");
        }
        return root;
    }

    private Document node(Event event, int depth) {
        if (event instanceof NodeEvent node && node.getAnchor() != null) {
            complaints.add(place(event), "anchors and aliases are not part of this format");
        }
        if (depth > DEEPEST_NESTING) {
            throw new YAMLException("nested deeper than " + DEEPEST_NESTING);
        }
        if (event instanceof SequenceStartEvent) {
            return sequence(event, depth);
        }
        if (event instanceof MappingStartEvent) {
            return mapping(event, depth);
        }
        if (event instanceof ScalarEvent scalar) {
            refuseTag(scalar.getTag() != null, event);
            return new Document.Scalar(place(event), scalar.getValue(), scalar.getScalarStyle() != ScalarStyle.PLAIN);
        }
        if (event instanceof AliasEvent) {
            return new Document.Scalar(place(event), "", true);
        }
        throw new IllegalStateException("unexpected in a document: " + event);
    }

    private Document sequence(Event start, int depth) {
        refuseTag(((SequenceStartEvent) start).getTag() != null, start);
        List<Document> items = new ArrayList<>();
        for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return new Document.Sequence(place(start), items);
    }

    private Document mapping(Event start, int depth) {
        refuseTag(((MappingStartEvent) start).getTag() != null, start);
        List<Document.Entry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
            Document key = node(event, depth + 1);
            Document value = node(events.next(), depth + 1);
            if (!(key instanceof Document.Scalar name)) {
                complaints.add(key.place(), "a key must be a single word");
            } else if (keys.add(name.text())) {
                entries.add(new Document.Entry(name, value));
            } else {
                complaints.add(name.place(), "'" + name.text() + "' is given twice");
            }
        }
        return new Document.Mapping(place(start), entries);
    }

    private void refuseTag(boolean tagged, Event event) {
        if (tagged) {
            complaints.add(place(event), "tags are not part of this format");
        }
    }

    private static Place place(Event event) {
        return place(Optional.ofNullable(event.getStartMark()));
    }

    private static Place place(Optional<Mark> mark) {
        return mark.map(m -> new Place(m.getLine() + 1, m.getColumn() + 1)).orElse(Place.START);
    }
}
