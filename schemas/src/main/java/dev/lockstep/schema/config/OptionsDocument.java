package dev.lockstep.schema.config;

import java.util.List;

/** Writes option sets as Markdown: a heading and a table for each. */
public final class OptionsDocument {
    private OptionsDocument() {}

    /**
     * The tables of these sets in the order given.
     *
     * @param preamble Markdown before the first heading
     */
    public static String render(String preamble, List<OptionSet> sets) {
        StringBuilder out = new StringBuilder(preamble).append('\n');
        for (OptionSet set : sets) {
            out.append("\n## ").append(set.title()).append("\n\n");
            out.append(set.description()).append("\n\n");
            out.append("| key | type | default | what it does |\n|---|---|---|---|\n");
            set.options().forEach(option -> appendRow(out, option));
        }
        return out.toString();
    }

    private static void appendRow(StringBuilder out, Option<?> option) {
        String unit = option.unit().isEmpty() ? "" : ", " + option.unit();
        String text = option.defaultText();
        String standing;
        if (option.required()) {
            standing = "**required**";
        } else if (text == null) {
            standing = "–";
        } else {
            standing = text.isEmpty() ? "empty" : "`" + text + "`";
        }
        out.append("| `").append(option.key()).append("` | ");
        out.append(option.type().name()).append(unit).append(" | ");
        out.append(standing).append(" | ");
        out.append(option.description().replace("|", "\\|")).append(" |\n");
    }
}
