package dev.lockstep.local.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.local.compliance.ComplianceFile;
import dev.lockstep.local.compliance.RunFacts;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.ledger.LedgerFile;
import dev.lockstep.local.ledger.SourceLedger;
import dev.lockstep.view.compliance.UtteranceMeasure;
import dev.lockstep.view.compliance.WordMeasure;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what a run of caption or demo has left in its folder. Stateless. */
public final class RunReader {
    private static final String CAPTIONS = "captions.jsonl";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RunReader() {}

    /**
     * Reads a run.
     *
     * @param path its folder, or a file in it, or captions as JSON lines wherever they are
     * @throws UserException when that is no run
     */
    public static Run read(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new UserException(
                    "There is no run at "
                            + path
                            + ": name the folder that lockstep caption wrote.");
        }
        if (Files.isDirectory(path)) {
            return folder(path, path.resolve(CAPTIONS));
        }
        Path parent = path.toAbsolutePath().getParent();
        boolean captions = path.toString().endsWith(".jsonl");
        if (parent != null && Files.isRegularFile(parent.resolve(CAPTIONS)) && ofARun(path)) {
            return folder(parent, parent.resolve(CAPTIONS));
        }
        if (!captions) {
            throw foreign(path, null);
        }
        return captions(path, List.of());
    }

    private static boolean ofARun(Path path) {
        Path name = path.getFileName();
        return name != null
                && List.of(CAPTIONS, ComplianceFile.NAME, LedgerFile.NAME, "summary.json")
                        .contains(name.toString());
    }

    private static Run folder(Path folder, Path captions) throws IOException {
        List<SourceLedger> ledgers =
                Files.isRegularFile(folder.resolve(LedgerFile.NAME))
                        ? LedgerFile.read(folder)
                        : List.of();
        if (Files.isRegularFile(folder.resolve(ComplianceFile.NAME))) {
            ComplianceFile file = ComplianceFile.read(folder);
            return new Run(file.facts(), file.utterances(), ledgers);
        }
        if (!Files.isRegularFile(captions)) {
            throw new UserException(
                    folder
                            + " holds no run: neither "
                            + ComplianceFile.NAME
                            + " nor "
                            + CAPTIONS
                            + " is in it. Name the folder that lockstep caption wrote.");
        }
        return captions(captions, ledgers);
    }

    /** Captions without their history: what they say and when, but no lags and no rewrites. */
    private static Run captions(Path file, List<SourceLedger> ledgers) throws IOException {
        List<UtteranceMeasure> utterances = new ArrayList<>();
        TreeSet<String> models = new TreeSet<>();
        String stream = "";
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.isBlank()) {
                    continue;
                }
                JsonNode caption = MAPPER.readTree(line);
                if (!caption.path("words").isArray() || !caption.path("start_ms").isNumber()) {
                    throw foreign(file, null);
                }
                stream = caption.path("stream").asText();
                utterances.add(utterance(caption));
                if (caption.path("model").isObject()) {
                    JsonNode model = caption.path("model");
                    models.add(model.path("id").asText() + " " + model.path("version").asText());
                }
            }
        } catch (JsonProcessingException | CharacterCodingException e) {
            throw foreign(file, e);
        }
        RunFacts facts =
                new RunFacts(
                        stream,
                        file.toString(),
                        false,
                        "unknown",
                        List.copyOf(models),
                        Map.of(),
                        null);
        return new Run(facts, utterances, ledgers);
    }

    private static UtteranceMeasure utterance(JsonNode caption) {
        List<WordMeasure> words = new ArrayList<>();
        for (JsonNode word : caption.path("words")) {
            words.add(
                    new WordMeasure(
                            word.path("text").asText(),
                            word.path("start_ms").asLong(),
                            word.path("end_ms").asLong(),
                            null,
                            null));
        }
        return new UtteranceMeasure(
                caption.path("source").asText(),
                caption.path("utterance").asLong(),
                caption.path("start_ms").asLong(),
                caption.path("end_ms").asLong(),
                null,
                null,
                null,
                null,
                words);
    }

    private static UserException foreign(Path file, @Nullable Exception why) {
        String message =
                file
                        + " is nothing that lockstep caption wrote: name the folder of a run, or"
                        + " its captions.jsonl.";
        return why == null ? new UserException(message) : new UserException(message, why);
    }
}
