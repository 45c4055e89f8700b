package io.breakwater.waterfall.table;

import java.util.AbstractMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of a table and the rows on both sides of it: a height-balanced tree (AVL) whose nodes never change. */
record Node<K extends Comparable<? super K>, V>(
        @Nullable Node<K, V> left, K key, V value, @Nullable Node<K, V> right, int height, int count) {

    static <K extends Comparable<? super K>, V> Node<K, V> leaf(K key, V value) {
        return new Node<>(null, key, value, null, 1, 1);
    }

    static int size(@Nullable Node<?, ?> node) {
        return node == null ? 0 : node.count;
    }

    Map.Entry<K, V> row() {
        return new AbstractMap.SimpleImmutableEntry<>(key, value);
    }

    static <K extends Comparable<? super K>, V> @Nullable Node<K, V> find(@Nullable Node<K, V> root, K key) {
        Node<K, V> at = root;
        while (at != null) {
            int order = key.compareTo(at.key);
            if (order == 0) {
                return at;
            }
            at = order < 0 ? at.left : at.right;
        }
        return null;
    }

    static <K extends Comparable<? super K>, V> Node<K, V> first(Node<K, V> root) {
        Node<K, V> at = root;
        for (Node<K, V> left = at.left; left != null; left = at.left) {
            at = left;
        }
        return at;
    }

    static <K extends Comparable<? super K>, V> Node<K, V> last(Node<K, V> root) {
        Node<K, V> at = root;
        for (Node<K, V> right = at.right; right != null; right = at.right) {
            at = right;
        }
        return at;
    }

    static <K extends Comparable<? super K>, V> Node<K, V> with(@Nullable Node<K, V> at, K key, V value) {
        if (at == null) {
            return leaf(key, value);
        }
        int order = key.compareTo(at.key);
        if (order == 0) {
            return new Node<>(at.left, key, value, at.right, at.height, at.count);
        }
        return order < 0
                ? balanced(with(at.left, key, value), at, at.right)
                : balanced(at.left, at, with(at.right, key, value));
    }

    static <K extends Comparable<? super K>, V> @Nullable Node<K, V> without(@Nullable Node<K, V> at, K key) {
        if (at == null) {
            return null;
        }
        int order = key.compareTo(at.key);
        if (order < 0) {
            Node<K, V> rest = without(at.left, key);
            return size(rest) == size(at.left) ? at : balanced(rest, at, at.right);
        }
        if (order > 0) {
            Node<K, V> rest = without(at.right, key);
            return size(rest) == size(at.right) ? at : balanced(at.left, at, rest);
        }
        if (at.left == null || at.right == null) {
            return at.left == null ? at.right : at.left;
        }
        Node<K, V> heir = first(at.right);
        return balanced(at.left, heir, without(at.right, heir.key));
    }

    private static <K extends Comparable<? super K>, V> Node<K, V> balanced(
            @Nullable Node<K, V> left, Node<K, V> middle, @Nullable Node<K, V> right) {
        int lean = height(left) - height(right);
        if (lean > 1 && left != null) {
            Node<K, V> inner = left.right;
            if (inner != null && height(left.left) < inner.height) {
                return joined(joined(left.left, left, inner.left), inner, joined(inner.right, middle, right));
            }
            return joined(left.left, left, joined(inner, middle, right));
        }
        if (lean < -1 && right != null) {
            Node<K, V> inner = right.left;
            if (inner != null && height(right.right) < inner.height) {
                return joined(joined(left, middle, inner.left), inner, joined(inner.right, right, right.right));
            }
            return joined(joined(left, middle, inner), right, right.right);
        }
        return joined(left, middle, right);
    }

    private static <K extends Comparable<? super K>, V> Node<K, V> joined(
            @Nullable Node<K, V> left, Node<K, V> row, @Nullable Node<K, V> right) {
        int height = 1 + Math.max(height(left), height(right));
        return new Node<>(left, row.key, row.value, right, height, 1 + size(left) + size(right));
    }

    private static int height(@Nullable Node<?, ?> node) {
        return node == null ? 0 : node.height;
    }
}
