package dev.lockstep.load.workload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import dev.lockstep.local.failure.UserException;
import dev.lockstep.schema.config.NearestKey;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Looks for keys that no record of a workload has, before anything is made of it: an unknown key is
 * told in its line, not by what is missing without it. Used by one thread.
 */
final class KeyCheck {
    private final String name;
    private final JsonParser parser;

    private KeyCheck(String name, JsonParser parser) {
        this.name = name;
        this.parser = parser;
    }

    /**
     * Checks a whole text.
     *
     * @throws UserException for the first unknown key, or when there is nothing
     */
    static void of(String name, String yaml, Class<?> root) throws IOException {
        try (JsonParser parser = new YAMLFactory().createParser(yaml)) {
            if (parser.nextToken() == null) {
                throw new UserException(name + " is empty: it must say duration and streams.");
            }
            new KeyCheck(name, parser).value(root);
        }
    }

    /** Goes through the value at the current token; null where any keys will do. */
    private void value(@Nullable Type type) throws IOException {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            Type element =
                    type instanceof ParameterizedType list && list.getRawType() != Map.class
                            ? list.getActualTypeArguments()[0]
                            : null;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                value(element);
            }
        } else if (parser.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Type> known =
                    type instanceof Class<?> record && record.isRecord() ? keys(record) : null;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                if (known != null && !known.containsKey(key)) {
                    throw unknown(key, known);
                }
                parser.nextToken();
                value(known == null ? null : known.get(key));
            }
        }
    }

    private UserException unknown(String key, Map<String, Type> known) {
        return new UserException(
                name
                        + ", line "
                        + parser.currentTokenLocation().getLineNr()
                        + ": there is no key "
                        + key
                        + " here; did you mean "
                        + NearestKey.of(key, known.keySet()).orElse("")
                        + "? Known are "
                        + String.join(", ", known.keySet())
                        + ".");
    }

    private static Map<String, Type> keys(Class<?> record) {
        PropertyNamingStrategies.KebabCaseStrategy names =
                (PropertyNamingStrategies.KebabCaseStrategy) PropertyNamingStrategies.KEBAB_CASE;
        Map<String, Type> keys = new LinkedHashMap<>();
        for (RecordComponent component : record.getRecordComponents()) {
            keys.put(names.translate(component.getName()), component.getGenericType());
        }
        return keys;
    }
}
