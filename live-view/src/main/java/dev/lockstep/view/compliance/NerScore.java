package dev.lockstep.view.compliance;

import dev.lockstep.view.model.AccuracyView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Captions against a reference: word accuracy, and a score in the style of the NER model
 * (Romero-Fresco and Pérez 2015): {@code (N - E - R) / N x 100}, where N is the number of words of
 * the captions, E weighs the words that were left out and R those that were written wrongly or
 * invented. Severity is guessed by {@link SeverityRules}, and each word counts by itself where a
 * person would join words to one idea; so the score is an estimate, as a rule a strict one.
 * Immutable.
 *
 * @param edits the alignment, word by word
 * @param view the figures
 */
public record NerScore(List<WordEdit> edits, AccuracyView view) {
    public NerScore {
        edits = List.copyOf(edits);
    }

    /**
     * Compares.
     *
     * @param said words that were said, lower case, without punctuation; at least one
     * @param written words of the captions, made the same way
     * @param names those of {@code said} that are names
     * @throws IllegalArgumentException when nothing was said, or the lists are too long to compare
     */
    public static NerScore of(List<String> said, List<String> written, Set<String> names) {
        if (said.isEmpty()) {
            throw new IllegalArgumentException("A reference without words measures nothing.");
        }
        List<WordEdit> edits = new ArrayList<>();
        try (SeverityRules rules = new SeverityRules(names)) {
            for (WordAlignment.Pair pair : WordAlignment.of(said, written)) {
                String one = pair.said() < 0 ? null : said.get(pair.said());
                String other = pair.written() < 0 ? null : written.get(pair.written());
                edits.add(new WordEdit(one, other, rules.of(one, other)));
            }
        }
        return new NerScore(edits, view(edits, said.size(), written.size()));
    }

    private static AccuracyView view(List<WordEdit> edits, int said, int written) {
        int substitutions = 0;
        int insertions = 0;
        int deletions = 0;
        int[] bySeverity = new int[Severity.values().length];
        double weight = 0;
        for (WordEdit edit : edits) {
            bySeverity[edit.severity().ordinal()]++;
            weight += edit.severity().weight();
            if (edit.said() == null) {
                insertions++;
            } else if (edit.written() == null) {
                deletions++;
            } else if (edit.severity() != Severity.NONE) {
                substitutions++;
            }
        }
        double wer = (double) (substitutions + insertions + deletions) / said;
        double score = written == 0 ? 0 : Math.max(0, (written - weight) / written * 100);
        return new AccuracyView(
                said,
                written,
                1 - wer,
                wer,
                substitutions,
                insertions,
                deletions,
                bySeverity[Severity.SERIOUS.ordinal()],
                bySeverity[Severity.STANDARD.ordinal()],
                bySeverity[Severity.MINOR.ordinal()],
                score);
    }
}
