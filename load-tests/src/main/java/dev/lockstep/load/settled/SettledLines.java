package dev.lockstep.load.settled;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The settled results of all streams as JSON lines in canonical form: streams in the order of their
 * ids, captions by source and utterance, windows in the order of the grid. Immutable.
 *
 * @param captions the captions
 * @param windows the windows
 */
public record SettledLines(List<String> captions, List<String> windows) {
    /** Name of the file of captions. */
    public static final String CAPTIONS = "captions.jsonl";

    /** Name of the file of windows. */
    public static final String WINDOWS = "windows.jsonl";

    /** Name of the file with the digest. */
    public static final String DIGEST = "digest.json";

    public SettledLines {
        captions = List.copyOf(captions);
        windows = List.copyOf(windows);
    }

    /** SHA-256 over all lines, hex: the same for the same results, and only for those. */
    public String digest() {
        String all = String.join("\n", captions) + "\n\n" + String.join("\n", windows);
        return SettledJson.sha256(all.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes them into a folder, which is made. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(CAPTIONS), captions);
        Files.write(folder.resolve(WINDOWS), windows);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("digest", digest());
        node.put("captions", captions.size());
        node.put("windows", windows.size());
        Files.writeString(folder.resolve(DIGEST), node + "\n");
    }

    /** Reads what {@link #write} has written. */
    public static SettledLines read(Path folder) throws IOException {
        return new SettledLines(
                Files.readAllLines(folder.resolve(CAPTIONS)),
                Files.readAllLines(folder.resolve(WINDOWS)));
    }
}
