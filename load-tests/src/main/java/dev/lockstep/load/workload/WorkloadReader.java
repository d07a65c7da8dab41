package dev.lockstep.load.workload;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import dev.lockstep.local.failure.UserException;
import dev.lockstep.schema.config.OptionType;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads workloads: every key must be known and stand once, every value must fit. An error is one
 * sentence with the line, the key and, for an unknown one, what was probably meant. Stateless.
 */
final class WorkloadReader {
    private static final ObjectMapper MAPPER =
            YAMLMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .addModule(
                            new SimpleModule()
                                    .addDeserializer(Duration.class, new DurationReader()))
                    .build();

    private WorkloadReader() {}

    /**
     * Reads one.
     *
     * @param name what to call it in an error
     * @throws UserException when it is not understood
     */
    static Workload read(String name, String yaml) {
        try {
            KeyCheck.of(name, yaml, Workload.class);
            return MAPPER.readValue(yaml, Workload.class);
        } catch (JsonProcessingException e) {
            throw new UserException(name + where(e) + ": " + what(e) + ".", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String where(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null || at.getLineNr() < 1 ? "" : ", line " + at.getLineNr();
    }

    private static String what(JsonProcessingException e) {
        if (e instanceof ValueInstantiationException && e.getCause() != null) {
            return path(e) + e.getCause().getMessage();
        }
        if (e instanceof InvalidFormatException bad) {
            return path(e) + "'" + bad.getValue() + "' " + expected(bad);
        }
        String missing = "Missing required creator property '";
        if (e.getOriginalMessage().startsWith(missing)) {
            String rest = e.getOriginalMessage().substring(missing.length());
            return path(e) + rest.substring(0, rest.indexOf('\'')) + " is missing";
        }
        if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return path(e) + belongs(mismatch.getTargetType());
        }
        return path(e) + e.getOriginalMessage().lines().findFirst().orElse("").strip();
    }

    private static String belongs(Class<?> type) {
        if (List.class.isAssignableFrom(type)) {
            return "a list belongs here";
        }
        return type.isRecord() || Map.class.isAssignableFrom(type)
                ? "keys with values belong here"
                : "a single value belongs here";
    }

    private static String expected(InvalidFormatException bad) {
        Class<?> type = bad.getTargetType();
        if (type != null && type.isEnum()) {
            String text = bad.getOriginalMessage();
            int from = text.lastIndexOf('[');
            return from < 0 ? "is not known here" : "is none of " + text.substring(from);
        }
        return type == Duration.class
                ? bad.getOriginalMessage()
                : "does not fit: a number belongs here";
    }

    private static String path(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return "";
        }
        return mapping.getPath().stream()
                        .map(WorkloadReader::step)
                        .collect(Collectors.joining("."))
                        .replace(".[", "[")
                + ": ";
    }

    private static String step(JsonMappingException.Reference reference) {
        return reference.getFieldName() == null
                ? "[" + reference.getIndex() + "]"
                : reference.getFieldName();
    }

    /** Durations as everywhere: 250ms, 1.5s, 15min. */
    private static final class DurationReader extends StdScalarDeserializer<Duration> {
        private static final long serialVersionUID = 1L;

        DurationReader() {
            super(Duration.class);
        }

        @Override
        public @Nullable Duration deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            String text = parser.getText().strip();
            try {
                return OptionType.DURATION.parse().apply(text);
            } catch (IllegalArgumentException e) {
                throw InvalidFormatException.from(
                        parser, String.valueOf(e.getMessage()), text, Duration.class);
            }
        }
    }
}
