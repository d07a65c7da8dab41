package dev.lockstep.load.replay;

import dev.lockstep.load.settled.SettledLines;
import dev.lockstep.local.ledger.LedgerTotals;

import java.util.List;

/**
 * What a replay did and what came of it. Immutable.
 *
 * @param report the sending
 * @param copies the settled results of each copy; empty where nobody waited for them
 * @param ledger what the job says became of the records
 * @param notes what to say without it being wrong
 */
record ReplayOutcome(
        ReplayReport report, List<SettledLines> copies, LedgerTotals ledger, List<String> notes) {
    ReplayOutcome {
        copies = List.copyOf(copies);
        notes = List.copyOf(notes);
    }
}
