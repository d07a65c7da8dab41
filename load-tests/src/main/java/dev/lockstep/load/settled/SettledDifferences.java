package dev.lockstep.load.settled;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What two sets of settled results do not have in common, in sentences. Stateless. */
public final class SettledDifferences {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SettledDifferences() {}

    /**
     * The first differences; empty when both are the same.
     *
     * @param most how many are told
     */
    public static List<String> first(SettledLines expected, SettledLines actual, int most) {
        List<String> differences = new ArrayList<>();
        compare(expected.captions(), actual.captions(), differences, most);
        compare(expected.windows(), actual.windows(), differences, most);
        return differences;
    }

    private static void compare(
            List<String> expected, List<String> actual, List<String> differences, int most) {
        if (expected.equals(actual)) {
            return;
        }
        Map<String, JsonNode> before = byName(expected);
        Map<String, JsonNode> after = byName(actual);
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            if (differences.size() >= most) {
                return;
            }
            JsonNode was = before.get(name);
            JsonNode is = after.get(name);
            if (was == null || is == null) {
                differences.add(name + (was == null ? " was not expected" : " is missing"));
            } else if (!was.equals(is)) {
                differences.add(name + ": " + difference("", was, is));
            }
        }
        if (differences.isEmpty()) {
            differences.add("The same results come in another order, or some of them twice");
        }
    }

    private static Map<String, JsonNode> byName(List<String> lines) {
        Map<String, JsonNode> named = new LinkedHashMap<>();
        for (String line : lines) {
            JsonNode node = parse(line);
            String name =
                    node.has("window")
                            ? "window " + node.get("window").asLong()
                            : "utterance "
                                    + node.path("utterance").asLong()
                                    + " of "
                                    + node.path("source").asText();
            named.put(name + " of stream " + node.path("stream").asText(), node);
        }
        return named;
    }

    /** Where the first difference is and what it is: "members[1].text: "a" became "b"". */
    private static String difference(String path, JsonNode was, JsonNode is) {
        if (was.isObject() && is.isObject()) {
            Set<String> names = new LinkedHashSet<>();
            was.fieldNames().forEachRemaining(names::add);
            is.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                if (!same(was.get(name), is.get(name))) {
                    String below = path.isEmpty() ? name : path + "." + name;
                    return difference(below, was.path(name), is.path(name));
                }
            }
        }
        if (was.isArray() && is.isArray()) {
            for (int i = 0; i < Math.max(was.size(), is.size()); i++) {
                if (!same(was.get(i), is.get(i))) {
                    return difference(path + "[" + i + "]", was.path(i), is.path(i));
                }
            }
        }
        return path + " was " + text(was) + " and is " + text(is);
    }

    private static boolean same(@Nullable JsonNode was, @Nullable JsonNode is) {
        return was != null && was.equals(is);
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? "not there" : node.toString();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A line of settled results is no JSON: " + line, e);
        }
    }
}
