package dev.lockstep.local.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.local.failure.UserException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** {@code ledger.jsonl}: the last entry of each source of a run, one JSON object a line. */
public final class LedgerFile {
    /** Its name in the folder of a run. */
    public static final String NAME = "ledger.jsonl";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private LedgerFile() {}

    /** An entry as one JSON object on one line. */
    public static String json(SourceLedger entry) {
        try {
            return MAPPER.writeValueAsString(entry);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A ledger is always writable as JSON", e);
        }
    }

    /** Writes the file of a run, sorted by stream and source. */
    public static void write(Path folder, Collection<SourceLedger> entries) throws IOException {
        String lines =
                entries.stream()
                        .sorted(SourceLedger.ORDER)
                        .map(entry -> json(entry) + "\n")
                        .collect(Collectors.joining());
        Files.writeString(folder.resolve(NAME), lines);
    }

    /**
     * Reads the file of a run.
     *
     * @throws UserException when there is none or it holds something else
     */
    public static List<SourceLedger> read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new UserException(
                    "There is no "
                            + NAME
                            + " in "
                            + folder
                            + ": name the folder of a run of lockstep caption or demo.");
        }
        List<SourceLedger> entries = new ArrayList<>();
        int number = 0;
        try {
            for (String line : Files.readAllLines(file)) {
                number++;
                if (!line.isBlank()) {
                    entries.add(MAPPER.readValue(line, SourceLedger.class));
                }
            }
        } catch (JsonProcessingException | MalformedInputException e) {
            throw new UserException(
                    "Line "
                            + number
                            + " of "
                            + file
                            + " is no ledger entry: run lockstep caption again to write it anew.",
                    e);
        }
        entries.sort(SourceLedger.ORDER);
        return entries;
    }
}
