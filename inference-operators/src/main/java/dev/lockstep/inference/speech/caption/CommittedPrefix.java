package dev.lockstep.inference.speech.caption;

import dev.lockstep.inference.speech.RecognizedWord;
import java.util.ArrayList;
import java.util.List;

/** Keeps committed words at the head of every later hypothesis. Pure. */
final class CommittedPrefix {
    private CommittedPrefix() {}

    /**
     * The hypothesis with the committed words at its head. The recogniser already decodes with them
     * as a forced prefix; only after a restore, when it has forgotten them, may they differ. Then
     * the committed words stand and the hypothesis goes on where it says something later.
     *
     * @param committed words that stand
     * @param hypothesis what was heard now
     */
    static List<RecognizedWord> keep(
            List<RecognizedWord> committed, List<RecognizedWord> hypothesis) {
        if (sameHead(committed, hypothesis)) {
            return hypothesis;
        }
        List<RecognizedWord> merged = new ArrayList<>(committed);
        long heardUntil = committed.get(committed.size() - 1).endUs();
        for (RecognizedWord word : hypothesis) {
            if ((word.startUs() + word.endUs()) / 2 >= heardUntil) {
                merged.add(word);
            }
        }
        return merged;
    }

    private static boolean sameHead(
            List<RecognizedWord> committed, List<RecognizedWord> hypothesis) {
        if (hypothesis.size() < committed.size()) {
            return false;
        }
        for (int i = 0; i < committed.size(); i++) {
            if (!committed.get(i).text().equals(hypothesis.get(i).text())) {
                return false;
            }
        }
        return true;
    }
}
