package dev.lockstep.producer.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which fields of a JSON object make a text event. Immutable.
 *
 * @param fields path by role; steps of a path are joined by dots
 * @param timeUnit unit of a numeric capture time
 * @param ptsUnit unit of pts and duration
 */
public record FieldMapping(Map<Role, String> fields, Unit timeUnit, Unit ptsUnit) {

    /** What a field is for. */
    public enum Role {
        /** The text; must be there. */
        TEXT,
        /** Capture time: ISO 8601 text, or a number since the epoch. */
        TIME,
        /** Time from the start of the feed. */
        PTS,
        /** How long it is shown. */
        DURATION,
        /** Who wrote it. */
        AUTHOR,
        /** BCP 47 tag. */
        LANGUAGE,
        /** chat, subtitle, slide_note or other. */
        KIND
    }

    /** Unit of a number. */
    public enum Unit {
        /** Seconds, with fractions. */
        S(1e6),
        /** Milliseconds. */
        MS(1e3),
        /** Microseconds. */
        US(1);

        private final double micros;

        Unit(double micros) {
            this.micros = micros;
        }

        long toMicros(double value) {
            return Math.round(value * micros);
        }
    }

    /** Fields named as their roles; time in ms, pts and duration in s. */
    public static final FieldMapping STANDARD =
            new FieldMapping(
                    Arrays.stream(Role.values())
                            .collect(
                                    Collectors.toMap(
                                            r -> r, r -> r.name().toLowerCase(Locale.ROOT))),
                    Unit.MS,
                    Unit.S);

    public FieldMapping {
        fields = Map.copyOf(fields);
    }

    /**
     * Reads {@code text=message.body,author=user.name,time=ts:ms}; roles that are not named keep
     * their standard fields.
     *
     * @throws IllegalArgumentException whose message says which part is wrong
     */
    public static FieldMapping parse(String mapping) {
        Map<Role, String> fields = new HashMap<>(STANDARD.fields());
        Unit time = STANDARD.timeUnit();
        Unit pts = STANDARD.ptsUnit();
        for (String part : mapping.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals <= 0 || equals == part.length() - 1) {
                throw new IllegalArgumentException(
                        "'" + part + "' is not role=field, for instance text=message.body");
            }
            Role role = constant(Role.class, part.substring(0, equals).trim());
            String path = part.substring(equals + 1).trim();
            int colon = path.lastIndexOf(':');
            if (colon > 0) {
                Unit unit = constant(Unit.class, path.substring(colon + 1));
                path = path.substring(0, colon);
                if (role == Role.TIME) {
                    time = unit;
                } else {
                    pts = unit;
                }
            }
            fields.put(role, path);
        }
        return new FieldMapping(fields, time, pts);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                "'"
                        + name
                        + "' is none of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(c -> c.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")));
    }

    /** The steps to a field. */
    Optional<List<String>> path(Role role) {
        return Optional.ofNullable(fields.get(role)).map(p -> List.of(p.split("\\.", -1)));
    }
}
