package dev.lockstep.producer.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.producer.text.FieldMapping.Role;
import dev.lockstep.producer.text.FieldMapping.Unit;
import dev.lockstep.schema.avro.TextKind;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** JSON objects to texts by a field mapping. Thread-safe. */
final class JsonTexts {

    private static final int MAX_DEPTH = 64;
    private static final double MAX_US = 9e15;

    private final ObjectMapper mapper =
            new ObjectMapper(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private final FieldMapping mapping;
    private final TextKind standardKind;

    JsonTexts(FieldMapping mapping, TextKind standardKind) {
        this.mapping = mapping;
        this.standardKind = standardKind;
    }

    /**
     * The text of a JSON object.
     *
     * @throws IllegalArgumentException whose message ends a sentence that begins with the record
     */
    TextEntry.Item read(byte[] json) {
        JsonNode root;
        try {
            root = mapper.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is not JSON (" + e.getOriginalMessage() + ")", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("is not JSON (" + e.getMessage() + ")", e);
        }
        if (root == null || !root.isObject()) {
            throw new IllegalArgumentException("is not a JSON object");
        }
        JsonNode text = field(root, Role.TEXT).orElse(null);
        if (text == null || !text.isTextual()) {
            throw new IllegalArgumentException(
                    "has no text in the field " + mapping.fields().get(Role.TEXT));
        }
        OptionalLong duration = number(root, Role.DURATION, mapping.ptsUnit());
        if (duration.orElse(0) < 0) {
            throw new IllegalArgumentException("has a negative duration");
        }
        return new TextEntry.Item(
                number(root, Role.PTS, mapping.ptsUnit()),
                time(root),
                duration.orElse(0),
                kind(root),
                text.textValue(),
                string(root, Role.AUTHOR),
                string(root, Role.LANGUAGE));
    }

    private Optional<JsonNode> field(JsonNode root, Role role) {
        JsonNode node = root;
        for (String step : mapping.path(role).orElseThrow()) {
            node = node.path(step);
        }
        return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node);
    }

    private Optional<String> string(JsonNode root, Role role) {
        return field(root, role).filter(JsonNode::isValueNode).map(JsonNode::asText);
    }

    private OptionalLong number(JsonNode root, Role role, Unit unit) {
        Optional<JsonNode> node = field(root, role);
        if (node.isEmpty()) {
            return OptionalLong.empty();
        }
        double value = node.get().isNumber() ? node.get().doubleValue() : Double.NaN;
        long us = unit.toMicros(value);
        if (Double.isNaN(value) || Math.abs((double) us) > MAX_US) {
            throw new IllegalArgumentException(
                    "has no usable number in the field " + mapping.fields().get(role));
        }
        return OptionalLong.of(us);
    }

    private OptionalLong time(JsonNode root) {
        Optional<JsonNode> node = field(root, Role.TIME);
        if (node.isEmpty() || !node.get().isTextual()) {
            return number(root, Role.TIME, mapping.timeUnit());
        }
        try {
            Instant instant = OffsetDateTime.parse(node.get().textValue()).toInstant();
            return OptionalLong.of(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "has no ISO 8601 time with offset in the field "
                            + mapping.fields().get(Role.TIME),
                    e);
        }
    }

    private TextKind kind(JsonNode root) {
        String name = string(root, Role.KIND).orElse("").toUpperCase(Locale.ROOT);
        for (TextKind kind : TextKind.values()) {
            if (kind.name().equals(name.replace('-', '_'))) {
                return kind;
            }
        }
        return standardKind;
    }
}
