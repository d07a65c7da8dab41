package dev.lockstep.local.report;

import dev.lockstep.local.page.Markup;
import dev.lockstep.view.compliance.NerScore;
import dev.lockstep.view.compliance.Severity;
import dev.lockstep.view.compliance.WordEdit;
import dev.lockstep.view.model.AccuracyView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Captions against the reference, word by word. Stateless. */
final class ErrorSection {
    private static final int MOST_ROWS = 500;
    private static final int MOST_WORDS = 20_000;
    private static final String NOTHING = "(nothing)";

    private ErrorSection() {}

    static String html(NerScore score) {
        return figures(score.view()) + errors(score.edits()) + text(score.edits());
    }

    private static String figures(AccuracyView view) {
        return Markup.table(
                "Against the reference; case, punctuation and the way numbers are written aside",
                List.of("Figure", "Value"),
                List.of(
                        List.of("words said", String.valueOf(view.referenceWords())),
                        List.of("words written", String.valueOf(view.captionWords())),
                        List.of("word accuracy", FigureText.percent(view.wordAccuracy())),
                        List.of(
                                "word error rate",
                                FigureText.percent(view.wer())
                                        + " ("
                                        + view.substitutions()
                                        + " wrong, "
                                        + view.deletions()
                                        + " lost, "
                                        + view.insertions()
                                        + " invented)"),
                        List.of(
                                "errors by estimated severity",
                                view.serious()
                                        + " serious, "
                                        + view.standard()
                                        + " standard, "
                                        + view.minor()
                                        + " minor"),
                        List.of(
                                "NER-style score, an estimate",
                                String.format(Locale.ROOT, "%.2f %%", view.nerScore()))));
    }

    private static String errors(List<WordEdit> edits) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < edits.size() && rows.size() < MOST_ROWS; i++) {
            WordEdit edit = edits.get(i);
            if (edit.severity() != Severity.NONE) {
                rows.add(
                        List.of(
                                String.valueOf(i + 1),
                                edit.said() == null ? NOTHING : edit.said(),
                                edit.written() == null ? NOTHING : edit.written(),
                                name(edit)));
            }
        }
        return Markup.table(
                rows.size() == MOST_ROWS ? "The first " + MOST_ROWS + " errors" : "All errors",
                List.of("Place", "Said", "Written", "Severity, estimated"),
                rows);
    }

    private static String text(List<WordEdit> edits) {
        StringBuilder html = new StringBuilder("<p class=\"words\">");
        for (WordEdit edit : edits.subList(0, Math.min(MOST_WORDS, edits.size()))) {
            boolean right = edit.severity() == Severity.NONE;
            if (edit.said() != null && !right) {
                html.append(tagged("del", edit.said(), edit));
            }
            if (edit.written() != null) {
                html.append(
                        right
                                ? Markup.text(edit.written()) + " "
                                : tagged("ins", edit.written(), edit));
            }
        }
        String what =
                "What was said (struck through) and written (underlined)"
                        + (edits.size() > MOST_WORDS ? ", the first " + MOST_WORDS + " words" : "");
        return Markup.details(what, html.append("</p>\n").toString());
    }

    private static String tagged(String tag, String word, WordEdit edit) {
        return "<"
                + tag
                + " class=\""
                + name(edit)
                + "\" title=\""
                + name(edit)
                + "\">"
                + Markup.text(word)
                + "</"
                + tag
                + "> ";
    }

    private static String name(WordEdit edit) {
        return edit.severity().name().toLowerCase(Locale.ROOT);
    }
}
