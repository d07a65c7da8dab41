package dev.lockstep.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** What tests ask of captions. */
final class Transcripts {
    private Transcripts() {}

    static boolean haveEnded(List<Caption> captions) {
        return captions.stream().anyMatch(Caption::getEndOfStream);
    }

    /** Final captions in the order read. */
    static List<Caption> finals(List<Caption> captions) {
        return captions.stream().filter(c -> c.getIsFinal() && !c.getEndOfStream()).toList();
    }

    static List<Caption> ofStream(List<Caption> captions, String streamId) {
        return captions.stream().filter(c -> c.getStreamId().equals(streamId)).toList();
    }

    /** The words of the final captions, lower case, without punctuation. */
    static List<String> words(List<Caption> captions) {
        return finals(captions).stream()
                .flatMap(c -> Arrays.stream(c.getCommittedText().split(" ")))
                .map(w -> w.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""))
                .filter(w -> !w.isEmpty())
                .toList();
    }

    /** The finals say this, but for two words at most: the smallest model mishears some. */
    static void assertSays(List<Caption> captions, List<String> truth) {
        List<String> words = words(captions);
        assertThat(words).hasSize(truth.size());
        long different =
                IntStream.range(0, truth.size())
                        .filter(i -> !words.get(i).equals(truth.get(i)))
                        .count();
        assertThat(different).as("differences in %s", words).isLessThanOrEqualTo(2);
    }

    /** Every revision begins with what was committed in the one before. */
    static void assertCommittedWordsStand(List<Caption> captions) {
        Map<String, List<String>> committed = new HashMap<>();
        Map<String, Integer> revisions = new HashMap<>();
        for (Caption caption : captions) {
            if (caption.getEndOfStream()) {
                continue;
            }
            String key = caption.getStreamId() + "/" + caption.getUtterance();
            assertThat(caption.getRevision()).isGreaterThan(revisions.getOrDefault(key, -1));
            revisions.put(key, caption.getRevision());
            List<String> words = new ArrayList<>();
            for (Word word : caption.getWords()) {
                if (word.getCommitted()) {
                    words.add(word.getText());
                }
            }
            List<String> before = committed.getOrDefault(key, List.of());
            assertThat(words).as("utterance %s", key).hasSizeGreaterThanOrEqualTo(before.size());
            assertThat(words.subList(0, before.size())).as("utterance %s", key).isEqualTo(before);
            committed.put(key, words);
        }
    }
}
