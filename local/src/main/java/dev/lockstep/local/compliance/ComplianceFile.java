package dev.lockstep.local.compliance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.view.compliance.UtteranceMeasure;
import dev.lockstep.view.model.ViewJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code compliance.jsonl}: a line with the field {@code run} and then one for each finished
 * utterance, in the order in which they ended. {@code docs/compliance.md} names the fields.
 * Immutable.
 *
 * @param facts what the run was
 * @param utterances what was measured
 */
public record ComplianceFile(RunFacts facts, List<UtteranceMeasure> utterances) {
    /** Its name in the folder of a run. */
    public static final String NAME = "compliance.jsonl";

    private static final String RUN = "run";
    private static final JsonMapper MAPPER = ViewJson.mapper();

    public ComplianceFile {
        utterances = List.copyOf(utterances);
    }

    /** Writes it into the folder of a run. */
    public void write(Path folder) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(folder.resolve(NAME))) {
            writer.write(MAPPER.writeValueAsString(Map.of(RUN, facts)));
            writer.write('\n');
            for (UtteranceMeasure utterance : utterances) {
                writer.write(MAPPER.writeValueAsString(utterance));
                writer.write('\n');
            }
        }
    }

    /**
     * Reads the file of a run.
     *
     * @throws UserException when it holds something else
     */
    public static ComplianceFile read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        int number = 1;
        try {
            List<String> lines = Files.readAllLines(file);
            RunFacts facts =
                    MAPPER.treeToValue(
                            MAPPER.readTree(lines.isEmpty() ? "" : lines.get(0)).path(RUN),
                            RunFacts.class);
            List<UtteranceMeasure> utterances = new ArrayList<>();
            for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
                number++;
                utterances.add(MAPPER.readValue(line, UtteranceMeasure.class));
            }
            if (facts == null) {
                throw new IllegalArgumentException("The first line has no " + RUN);
            }
            return new ComplianceFile(facts, utterances);
        } catch (JsonProcessingException | CharacterCodingException | IllegalArgumentException e) {
            throw new UserException(
                    "Line "
                            + number
                            + " of "
                            + file
                            + " is nothing that lockstep caption writes there: run it again to"
                            + " write the file anew.",
                    e);
        }
    }
}
