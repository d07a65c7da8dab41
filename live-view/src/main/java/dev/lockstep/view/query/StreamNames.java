package dev.lockstep.view.query;

import dev.lockstep.schema.config.NearestKey;
import java.util.Collection;
import java.util.TreeSet;

/** Says that a stream is not there, and which one may have been meant. Stateless. */
final class StreamNames {
    private static final int MAX_SHOWN = 100;

    private StreamNames() {}

    static UnknownStreamException unknown(String stream, Collection<String> known) {
        String asked = stream.length() <= MAX_SHOWN ? stream : stream.substring(0, MAX_SHOWN) + "…";
        String hint =
                NearestKey.of(asked, new TreeSet<>(known))
                        .map(nearest -> "; did you mean '" + nearest + "'?")
                        .orElse(": nothing has been published yet.");
        return new UnknownStreamException("There is no stream '" + asked + "'" + hint);
    }
}
