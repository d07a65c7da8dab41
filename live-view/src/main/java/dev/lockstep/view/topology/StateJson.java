package dev.lockstep.view.topology;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.lockstep.view.model.ViewJson;
import dev.lockstep.view.state.StreamState;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The state of a stream as bytes. Stateless. */
final class StateJson {
    private StateJson() {}

    static byte[] write(StreamState state) {
        try {
            return ViewJson.mapper().writeValueAsBytes(state);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static StreamState read(byte[] bytes) {
        try {
            return ViewJson.mapper().readValue(bytes, StreamState.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
