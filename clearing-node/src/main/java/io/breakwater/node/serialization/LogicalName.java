package io.breakwater.node.serialization;

/** The name under which JSON knows a type, such as {@code account.withdrawal-held}. */
record LogicalName(String name, Class<?> type) {

    /** The name derived from a record: the word for its kind of thing, then the records around it and its own name. */
    static LogicalName derived(Class<?> type) {
        StringBuilder name = new StringBuilder(words(type));
        for (Class<?> outer = type.getEnclosingClass(); outer != null; outer = outer.getEnclosingClass()) {
            name.insert(0, words(outer) + ".");
        }
        return new LogicalName(name.toString(), type);
    }

    private static String words(Class<?> type) {
        StringBuilder words = new StringBuilder();
        for (char letter : type.getSimpleName().toCharArray()) {
            if (Character.isUpperCase(letter) && !words.isEmpty()) {
                words.append('-');
            }
            words.append(Character.toLowerCase(letter));
        }
        return words.toString();
    }
}
