package dev.lockstep.local.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.sink.search.SearchHit;
import java.util.LinkedHashMap;
import java.util.Map;

/** A hit as one JSON object on one line. Stateless. */
public final class HitJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private HitJson() {}

    /** The line. */
    public static String of(SearchHit hit) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("stream", hit.stream());
        fields.put("start_ms", hit.startMs());
        fields.put("end_ms", hit.endMs());
        fields.put("modality", hit.modality());
        fields.put("text", hit.text());
        fields.put("score", hit.score());
        fields.put("source", hit.source());
        fields.put("event_time_ms", hit.eventTimeMs());
        fields.put("matched", hit.matched());
        try {
            return MAPPER.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A hit is always writable as JSON", e);
        }
    }
}
