package dev.lockstep.local.report;

import dev.lockstep.local.compliance.RunFacts;
import dev.lockstep.local.ledger.SourceLedger;
import dev.lockstep.view.compliance.UtteranceMeasure;
import dev.lockstep.view.compliance.WordMeasure;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is reported on. Immutable.
 *
 * @param facts what the run was
 * @param utterances finished utterances, in the order of the sound
 * @param ledgers the ledgers of its sources; empty where it left none
 */
public record Run(RunFacts facts, List<UtteranceMeasure> utterances, List<SourceLedger> ledgers) {
    public Run {
        utterances =
                utterances.stream()
                        .sorted(Comparator.comparingLong(UtteranceMeasure::startMs))
                        .toList();
        ledgers = List.copyOf(ledgers);
    }

    /** All that the captions say. */
    String text() {
        return words().stream().map(WordMeasure::text).collect(Collectors.joining(" "));
    }

    /** All words in order. */
    List<WordMeasure> words() {
        return utterances.stream().flatMap(utterance -> utterance.words().stream()).toList();
    }
}
