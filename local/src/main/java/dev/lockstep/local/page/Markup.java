package dev.lockstep.local.page;

import java.util.List;

/** Text and tables as markup that is HTML and XML at once. Stateless. */
public final class Markup {
    private Markup() {}

    /** Text as text, whatever it holds; what XML cannot hold is replaced. */
    public static String text(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '&' -> safe.append("&amp;");
                                case '<' -> safe.append("&lt;");
                                case '>' -> safe.append("&gt;");
                                case '"' -> safe.append("&quot;");
                                case '\'' -> safe.append("&#39;");
                                default -> safe.appendCodePoint(allowed(c) ? c : 0xFFFD);
                            }
                        });
        return safe.toString();
    }

    private static boolean allowed(int c) {
        return c == '\t'
                || c == '\n'
                || (c >= ' ' && c < 0x7F)
                || (c > 0x9F && c < 0xD800)
                || (c > 0xDFFF && c < 0xFFFE)
                || (c >= 0x10000 && (c & 0xFFFE) != 0xFFFE);
    }

    /** A table; cells are text. */
    public static String table(String caption, List<String> head, List<List<String>> rows) {
        StringBuilder html = new StringBuilder("<table><caption>").append(text(caption));
        html.append("</caption><thead><tr>");
        head.forEach(cell -> html.append("<th scope=\"col\">").append(text(cell)).append("</th>"));
        html.append("</tr></thead><tbody>\n");
        for (List<String> row : rows) {
            html.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                String tag = i == 0 ? "th scope=\"row\"" : "td";
                html.append('<').append(tag).append('>').append(text(row.get(i)));
                html.append(i == 0 ? "</th>" : "</td>");
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody></table>\n").toString();
    }

    /** What is shown when it is asked for. */
    public static String details(String summary, String html) {
        return "<details><summary>" + text(summary) + "</summary>\n" + html + "</details>\n";
    }
}
