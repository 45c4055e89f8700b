package io.breakwater.waterfall.table;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map in the order of its keys. {@link #with} and {@link #without} return a changed table in logarithmic
 * time and leave this one as it was; iteration is always in key order. The mutators of {@link Map} are refused. Equal to
 * any map with the same rows.
 *
 * @param <K> the keys, ordered consistently with equals
 */
public final class Table<K extends Comparable<? super K>, V> extends AbstractMap<K, V> {

    private final @Nullable Node<K, V> root;

    private Table(@Nullable Node<K, V> root) {
        this.root = root;
    }

    public static <K extends Comparable<? super K>, V> Table<K, V> empty() {
        return new Table<>(null);
    }

    public static <K extends Comparable<? super K>, V> Table<K, V> of(K key, V value) {
        return new Table<>(Node.leaf(key, value));
    }

    /** The same rows as a table; a table is its own copy. */
    public static <K extends Comparable<? super K>, V> Table<K, V> copyOf(Map<K, V> rows) {
        if (rows instanceof Table<K, V> table) {
            return table;
        }
        Table<K, V> copy = empty();
        for (Map.Entry<K, V> row : rows.entrySet()) {
            copy = copy.with(row.getKey(), row.getValue());
        }
        return copy;
    }

    /** This table with one row added or replaced. */
    public Table<K, V> with(K key, V value) {
        return new Table<>(Node.with(root, key, value));
    }

    /** This table without that row, if it has one. */
    public Table<K, V> without(K key) {
        Node<K, V> rest = Node.without(root, key);
        return Node.size(rest) == size() ? this : new Table<>(rest);
    }

    /** The value in that row. */
    public Optional<V> find(K key) {
        Node<K, V> node = Node.find(root, key);
        return node == null ? Optional.empty() : Optional.of(node.value());
    }

    /** The row with the smallest key. */
    public Optional<Map.Entry<K, V>> first() {
        return root == null ? Optional.empty() : Optional.of(Node.first(root).row());
    }

    /** The row with the largest key. */
    public Optional<Map.Entry<K, V>> last() {
        return root == null ? Optional.empty() : Optional.of(Node.last(root).row());
    }

    /** The rows whose key is at least this one, in order. */
    public Iterable<Map.Entry<K, V>> from(K key) {
        return () -> Rows.from(root, key);
    }

    @Override
    public int size() {
        return Node.size(root);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        if (key == null) {
            return null;
        }
        @SuppressWarnings("unchecked")
        K sought = (K) key;
        Node<K, V> node = Node.find(root, sought);
        return node == null ? null : node.value();
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<K, V>> iterator() {
                return Rows.all(root);
            }

            @Override
            public int size() {
                return Table.this.size();
            }
        };
    }
}
