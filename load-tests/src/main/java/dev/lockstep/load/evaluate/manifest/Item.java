package dev.lockstep.load.evaluate.manifest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is evaluated together: sound, pictures and texts of one moment, with what is known of them.
 * Each measure takes what it needs and leaves out items that lack it. Immutable.
 *
 * @param id unique in its suite
 * @param sound null where there is none
 * @param pictures maybe none
 * @param text a text beside sound and pictures, as a chat; null where there is none
 * @param transcript what is said; null where nobody wrote it down
 * @param captions texts that should find this item
 * @param labels by name: speaker, accent, sex, noise, …
 */
public record Item(
        String id,
        @Nullable Clip sound,
        List<LabelledPicture> pictures,
        @Nullable String text,
        @Nullable String transcript,
        List<String> captions,
        Map<String, String> labels) {
    public Item {
        pictures = List.copyOf(pictures);
        captions = List.copyOf(captions);
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }
}
