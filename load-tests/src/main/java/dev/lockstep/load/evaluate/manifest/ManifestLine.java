package dev.lockstep.load.evaluate.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.local.failure.UserException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of a manifest, read field by field; every complaint names file and line. Immutable.
 */
final class ManifestLine {
    private final JsonNode object;
    private final String where;

    ManifestLine(JsonNode object, String where, Set<String> known) {
        this.object = object;
        this.where = where;
        if (!object.isObject()) {
            throw new UserException(where + " is no JSON object: write one object a line.");
        }
        Iterator<String> names = object.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (!known.contains(name)) {
                throw problem(
                        "has a field "
                                + name
                                + " that nobody knows: use "
                                + String.join(", ", known.stream().sorted().toList())
                                + ", and put labels of your own into labels");
            }
        }
    }

    UserException problem(String what) {
        return new UserException(where + " " + what + ".");
    }

    String where() {
        return where;
    }

    @Nullable String text(String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw problem("needs a string in " + name);
        }
        return value.textValue();
    }

    String required(String name) {
        String value = text(name);
        if (value == null || value.isBlank()) {
            throw problem("lacks " + name + ": add it");
        }
        return value;
    }

    /** A string, or strings of a list joined by a blank. */
    @Nullable String lines(String name) {
        JsonNode value = object.get(name);
        return value == null || !value.isArray() ? text(name) : String.join(" ", strings(name));
    }

    @Nullable Long milliseconds(String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isNumber() || value.doubleValue() < 0) {
            throw problem("needs milliseconds, 0 or more, in " + name);
        }
        return Math.round(value.doubleValue());
    }

    /** The strings of a list, or a single one. */
    List<String> strings(String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return List.of();
        }
        List<String> strings = new ArrayList<>();
        for (JsonNode entry : value.isArray() ? value : List.of(value)) {
            if (!entry.isTextual()) {
                throw problem("needs strings in " + name);
            }
            strings.add(entry.textValue());
        }
        return strings;
    }

    Map<String, String> labels(String name) {
        JsonNode value = object.get(name);
        Map<String, String> labels = new LinkedHashMap<>();
        if (value == null || value.isNull()) {
            return labels;
        }
        if (!value.isObject()) {
            throw problem("needs an object of strings in " + name);
        }
        value.properties()
                .forEach(
                        label -> {
                            if (!label.getValue().isValueNode()) {
                                throw problem("needs a plain value in label " + label.getKey());
                            }
                            labels.put(label.getKey(), label.getValue().asText());
                        });
        return labels;
    }

    /** The objects of a list; null where there is no such field. */
    @Nullable List<ManifestLine> objects(String name, Set<String> known) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isArray()) {
            throw problem("needs a list of objects in " + name);
        }
        List<ManifestLine> objects = new ArrayList<>();
        for (JsonNode entry : value) {
            objects.add(new ManifestLine(entry, where + ", " + name, known));
        }
        return objects;
    }

    /** A list of so many numbers. */
    double[] numbers(String name, int count) {
        JsonNode value = object.get(name);
        if (value == null || !value.isArray() || value.size() != count) {
            throw problem("needs " + count + " numbers in " + name);
        }
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            if (!value.get(i).isNumber()) {
                throw problem("needs " + count + " numbers in " + name);
            }
            numbers[i] = value.get(i).doubleValue();
        }
        return numbers;
    }
}
