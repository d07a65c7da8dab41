package dev.lockstep.view.topology;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.lockstep.view.model.ViewJson;
import dev.lockstep.view.state.StreamState;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What the stores keep as JSON. Stateless. */
final class StateJson {
    private StateJson() {}

    static byte[] write(Object state) {
        try {
            return ViewJson.mapper().writeValueAsBytes(state);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static StreamState read(byte[] bytes) {
        return read(bytes, StreamState.class);
    }

    static <T> T read(byte[] bytes, Class<T> type) {
        try {
            return ViewJson.mapper().readValue(bytes, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
