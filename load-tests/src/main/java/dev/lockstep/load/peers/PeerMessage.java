package dev.lockstep.load.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.lockstep.load.talk.Shown;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a script of a peer says, one JSON object a line; {@code peer_protocol.py} has the form. */
sealed interface PeerMessage {
    /**
     * It is loaded.
     *
     * @param pids processes whose CPU time and memory count
     */
    record Ready(List<Long> pids) implements PeerMessage {
        public Ready {
            pids = List.copyOf(pids);
        }
    }

    /** A viewer sees something new. */
    record Line(String stream, Shown shown) implements PeerMessage {}

    /**
     * Nothing follows.
     *
     * @param worstBacklogMs how late the latest chunk was taken
     */
    record Done(double worstBacklogMs) implements PeerMessage {}

    /** It cannot go on; one sentence. */
    record Failed(String problem) implements PeerMessage {}

    /**
     * Reads one line.
     *
     * @throws IOException when it is none of these
     */
    static PeerMessage parse(String line) throws IOException {
        JsonNode node;
        try {
            node = new ObjectMapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw unknown(line);
        }
        if (node.hasNonNull("stream")
                && node.path("line").isIntegralNumber()
                && node.path("text").isTextual()
                && node.path("settled").isBoolean()
                && node.path("at_ms").isNumber()) {
            return new Line(
                    node.get("stream").asText(),
                    new Shown(
                            node.get("at_ms").asDouble(),
                            node.get("line").asLong(),
                            node.get("text").asText(),
                            node.get("settled").asBoolean()));
        }
        if (node.path("ready").asBoolean() && node.path("pids").isArray()) {
            List<Long> pids = new ArrayList<>();
            node.get("pids").forEach(pid -> pids.add(pid.asLong()));
            return new Ready(pids);
        }
        if (node.path("done").asBoolean() && node.path("worst_backlog_ms").isNumber()) {
            return new Done(node.get("worst_backlog_ms").asDouble());
        }
        if (node.path("error").isTextual()) {
            return new Failed(node.get("error").asText());
        }
        throw unknown(line);
    }

    private static IOException unknown(String line) {
        String shown = line.length() > 80 ? line.substring(0, 80) + "…" : line;
        return new IOException("said something that is not of the protocol: " + shown);
    }
}
