package dev.lockstep.local.command;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time since the start of a stream: 1:02:03, 2:03.5, or a duration such as 90s. */
final class MediaTimeConverter implements ITypeConverter<Duration> {
    private static final Pattern CLOCK =
            Pattern.compile("(?:(\\d{1,4}):)?(\\d{1,4}):(\\d{2})(?:\\.(\\d{1,3}))?");
    private static final int SECONDS_PER_MINUTE = 60;

    @Override
    public Duration convert(String value) {
        Matcher clock = CLOCK.matcher(value);
        if (!clock.matches()) {
            return duration(value);
        }
        int seconds = Integer.parseInt(clock.group(3));
        int minutes = Integer.parseInt(clock.group(2));
        if (seconds >= SECONDS_PER_MINUTE
                || (clock.group(1) != null && minutes >= SECONDS_PER_MINUTE)) {
            throw wrong(value);
        }
        String fraction = clock.group(4) == null ? "" : clock.group(4);
        return Duration.ofHours(clock.group(1) == null ? 0 : Integer.parseInt(clock.group(1)))
                .plusMinutes(minutes)
                .plusSeconds(seconds)
                .plusMillis(Integer.parseInt((fraction + "000").substring(0, 3)));
    }

    private static Duration duration(String value) {
        try {
            return new DurationConverter().convert(value);
        } catch (TypeConversionException e) {
            throw wrong(value);
        }
    }

    private static TypeConversionException wrong(String value) {
        return new TypeConversionException(
                "'" + value + "' is not a time such as 1:02:03, 2:03.5 or 90s");
    }
}
