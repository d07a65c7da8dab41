package dev.lockstep.load.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.load.result.Figure;
import dev.lockstep.local.failure.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A result that a benchmark wrote: a file of its own, or its output with {@code --json}, whose last
 * line it is. Immutable.
 *
 * @param bench which benchmark; empty where it does not say
 * @param machine what it ran on, in words
 * @param settings how it was set
 * @param figures by name, in the order of the file
 */
record ResultFile(
        String bench, String machine, Map<String, String> settings, Map<String, Figure> figures) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * Reads it.
     *
     * @throws UserException when it is no result
     */
    static ResultFile read(Path file) throws IOException {
        JsonNode node = parse(file, Files.readString(file));
        if (!node.path("figures").isArray()) {
            throw new UserException(
                    file
                            + " is no result that can be compared: it has no figures. Give what"
                            + " lockstep bench capacity, run, align or batching wrote with"
                            + " --json.");
        }
        Map<String, Figure> figures = new LinkedHashMap<>();
        for (JsonNode each : node.get("figures")) {
            List<Double> values = new ArrayList<>();
            each.path("values").forEach(value -> values.add(value.asDouble()));
            String name = each.path("name").asText();
            boolean more = each.path("better").asText().equals("more");
            figures.put(
                    name,
                    new Figure(
                            name,
                            each.path("unit").asText(),
                            more ? Figure.Better.MORE : Figure.Better.LESS,
                            values));
        }
        Map<String, String> settings = new TreeMap<>();
        node.path("settings")
                .properties()
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
        JsonNode machine = node.path("machine");
        return new ResultFile(
                node.path("bench").asText(),
                machine.path("cpus").asText() + " × " + machine.path("cpu").asText(),
                settings,
                figures);
    }

    private static JsonNode parse(Path file, String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException whole) {
            String last = text.strip();
            last = last.substring(last.lastIndexOf('\n') + 1);
            try {
                return MAPPER.readTree(last);
            } catch (JsonProcessingException e) {
                throw new UserException(
                        file + " is no JSON, and its last line is none either.", whole);
            }
        }
    }
}
