package dev.lockstep.load.capacity;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Numbers of streams to try; none of them named: the highest is searched.
 *
 * @param counts in the order in which they are played
 */
record StreamCounts(List<Integer> counts) {
    StreamCounts {
        counts = List.copyOf(counts);
    }

    boolean search() {
        return counts.isEmpty();
    }

    /** Reads {@code search} or numbers separated by commas. */
    static final class Converter implements ITypeConverter<StreamCounts> {
        @Override
        public StreamCounts convert(String value) {
            if (value.equals("search")) {
                return new StreamCounts(List.of());
            }
            List<Integer> counts = new ArrayList<>();
            for (String text : value.split(",", -1)) {
                try {
                    counts.add(Integer.valueOf(text.strip()));
                } catch (NumberFormatException e) {
                    throw refused(value);
                }
            }
            if (counts.stream().anyMatch(count -> count < 1)) {
                throw refused(value);
            }
            return new StreamCounts(counts);
        }

        private static TypeConversionException refused(String value) {
            return new TypeConversionException(
                    "'"
                            + value
                            + "' is neither search nor whole numbers from 1 separated by commas");
        }
    }
}
