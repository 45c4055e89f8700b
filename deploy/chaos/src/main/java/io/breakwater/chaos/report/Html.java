package io.breakwater.chaos.report;

/** Text that may stand in HTML and XML, whatever it says. */
final class Html {

    private Html() {}

    static String escaped(String text) {
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                // XML 1.0 has no other control characters, not even escaped.
                default -> safe.append(c < ' ' && c != '\n' && c != '\t' ? '?' : c);
            }
        }
        return safe.toString();
    }
}
