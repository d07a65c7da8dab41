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

    /**
     * Several results of the same program as one: their repetitions together hold what differs from
     * start to start.
     *
     * @throws UserException when they are of several benchmarks
     */
    static ResultFile readAll(List<Path> files) throws IOException {
        ResultFile all = read(files.get(0));
        for (Path file : files.subList(1, files.size())) {
            all = all.with(read(file), file);
        }
        return all;
    }

    private ResultFile with(ResultFile other, Path file) {
        if (!other.bench().equals(bench)) {
            throw new UserException(
                    file
                            + " is a result of the benchmark "
                            + other.bench()
                            + ", the one before it of "
                            + bench
                            + ": give results of the same.");
        }
        Map<String, Figure> joined = new LinkedHashMap<>(figures);
        other.figures()
                .forEach(
                        (name, figure) ->
                                joined.merge(
                                        name,
                                        figure,
                                        (one, two) -> {
                                            List<Double> values = new ArrayList<>(one.values());
                                            values.addAll(two.values());
                                            return new Figure(
                                                    name, one.unit(), one.better(), values);
                                        }));
        return new ResultFile(bench, machine, settings, joined);
    }

    /** A file of its own is JSON from its first sign on; of an output the last line is. */
    private static JsonNode parse(Path file, String text) {
        String whole = text.strip();
        String json = whole.startsWith("{") ? whole : whole.substring(whole.lastIndexOf('\n') + 1);
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UserException(
                    file
                            + " holds no JSON, and its last line is none either: give what a"
                            + " benchmark wrote with --json.",
                    e);
        }
    }
}
