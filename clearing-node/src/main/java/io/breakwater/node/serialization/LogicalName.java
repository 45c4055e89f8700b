package io.breakwater.node.serialization;

/** The name under which JSON knows a type, such as {@code account.withdrawal-held}. */
record LogicalName(String name, Class<?> type) {

    /** The name derived from where a record lives: last word of its package, then its own name in lower case. */
    static LogicalName derived(Class<?> type) {
        String packageName = type.getPackageName();
        String concept = packageName.substring(packageName.lastIndexOf('.') + 1);
        return new LogicalName(concept + "." + words(type), type);
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
