package io.breakwater.waterfall.table;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** One walk over the rows of a table in key order; only the walk itself has a position, the rows do not change. */
final class Rows<K extends Comparable<? super K>, V> implements Iterator<Map.Entry<K, V>> {

    private final Deque<Node<K, V>> ahead = new ArrayDeque<>();

    private Rows() {}

    static <K extends Comparable<? super K>, V> Rows<K, V> all(@Nullable Node<K, V> root) {
        Rows<K, V> rows = new Rows<>();
        rows.descend(root);
        return rows;
    }

    static <K extends Comparable<? super K>, V> Rows<K, V> from(@Nullable Node<K, V> root, K key) {
        Rows<K, V> rows = new Rows<>();
        Node<K, V> at = root;
        while (at != null) {
            if (key.compareTo(at.key()) <= 0) {
                rows.ahead.push(at);
                at = at.left();
            } else {
                at = at.right();
            }
        }
        return rows;
    }

    @Override
    public boolean hasNext() {
        return !ahead.isEmpty();
    }

    @Override
    public Map.Entry<K, V> next() {
        if (ahead.isEmpty()) {
            throw new NoSuchElementException();
        }
        Node<K, V> node = ahead.pop();
        descend(node.right());
        return node.row();
    }

    private void descend(@Nullable Node<K, V> from) {
        for (Node<K, V> at = from; at != null; at = at.left()) {
            ahead.push(at);
        }
    }
}
