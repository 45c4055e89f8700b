package io.breakwater.node.serialization;

import java.util.ArrayList;
import java.util.List;

/** All records below a sealed root, however deep. */
final class SealedFamily {

    private SealedFamily() {}

    static List<Class<?>> leaves(Class<?> root) {
        List<Class<?>> leaves = new ArrayList<>();
        for (Class<?> child : root.getPermittedSubclasses()) {
            if (child.isSealed()) {
                leaves.addAll(leaves(child));
            } else {
                leaves.add(child);
            }
        }
        return List.copyOf(leaves);
    }
}
