package dev.lockstep.view.model;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The JSON of the view: snake_case names, nulls written, unknown fields skipped. Stateless. */
public final class ViewJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private ViewJson() {}

    /** The mapper; thread-safe. */
    public static JsonMapper mapper() {
        return MAPPER;
    }
}
