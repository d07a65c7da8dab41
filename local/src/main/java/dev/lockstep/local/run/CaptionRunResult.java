package dev.lockstep.local.run;

import dev.lockstep.local.compliance.ComplianceFile;
import dev.lockstep.local.ledger.SourceLedger;
import dev.lockstep.local.summary.RunSummary;
import dev.lockstep.schema.avro.Caption;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of a run.
 *
 * @param captions the newest revision of each utterance with words, in the order of the sound
 * @param ledgers the last ledger of each source of the stream
 * @param compliance what was measured of the captions
 * @param realTime whether lags were measured
 * @param notes sentences about what was met and is no failure
 * @param problems sentences about what could not be done
 */
public record CaptionRunResult(
        RunSummary summary,
        List<Caption> captions,
        List<SourceLedger> ledgers,
        ComplianceFile compliance,
        boolean realTime,
        List<String> notes,
        List<String> problems) {
    public CaptionRunResult {
        captions = List.copyOf(captions);
        ledgers = List.copyOf(ledgers);
        notes = List.copyOf(notes);
        problems = List.copyOf(problems);
    }

    /** The same with one more sentence about what could not be done. */
    public CaptionRunResult withProblem(String problem) {
        List<String> more = new ArrayList<>(problems);
        more.add(problem);
        return new CaptionRunResult(summary, captions, ledgers, compliance, realTime, notes, more);
    }
}
