package dev.lockstep.local.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Ledgers as a table for people, one source a line. Stateless. */
public final class LedgerTable {
    private static final List<String> HEAD =
            List.of(
                    "stream",
                    "source",
                    "modality",
                    "read",
                    "matched",
                    "late revised",
                    "late dropped",
                    "duplicate",
                    "invalid",
                    "shed",
                    "balanced",
                    "ended");
    private static final int FIRST_COUNT = 3;
    private static final int LAST_COUNT = 9;
    private static final String GAP = "  ";

    private LedgerTable() {}

    /** The lines of the table, its head first. */
    public static List<String> lines(List<SourceLedger> entries) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        entries.forEach(entry -> rows.add(row(entry)));
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static List<String> row(SourceLedger entry) {
        List<String> row =
                new ArrayList<>(List.of(entry.stream(), entry.source(), entry.modality()));
        long[] counts = {
            entry.read(),
            entry.matched(),
            entry.lateRevised(),
            entry.lateDropped(),
            entry.duplicate(),
            entry.invalid(),
            entry.shed()
        };
        Arrays.stream(counts).mapToObj(String::valueOf).forEach(row::add);
        row.add(entry.balanced() ? "yes" : "NO");
        row.add(entry.ended() ? "yes" : "no");
        return row;
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - row.get(i).length());
            boolean count = i >= FIRST_COUNT && i <= LAST_COUNT;
            line.append(i == 0 ? "" : GAP)
                    .append(count ? padding + row.get(i) : row.get(i) + padding);
        }
        return line.toString().stripTrailing();
    }
}
