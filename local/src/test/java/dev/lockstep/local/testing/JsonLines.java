package dev.lockstep.local.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads what a run has written. */
public final class JsonLines {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonLines() {}

    /** The objects of a file, one a line. */
    public static List<JsonNode> read(Path file) throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            nodes.add(MAPPER.readTree(line));
        }
        return nodes;
    }

    /** The members of a window that have this modality. */
    public static Stream<JsonNode> members(JsonNode window, String modality) {
        return StreamSupport.stream(window.get("members").spliterator(), false)
                .filter(member -> member.get("modality").asText().equals(modality));
    }
}
