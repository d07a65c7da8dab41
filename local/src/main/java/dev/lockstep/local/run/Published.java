package dev.lockstep.local.run;

import dev.lockstep.producer.publish.ProducerReport;
import dev.lockstep.producer.publish.TopicCounts;
import dev.lockstep.producer.text.TextReport;
import dev.lockstep.schema.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the producers of a stream have sent, once they have ended.
 *
 * @param records records of all media topics, those that end a source included
 * @param soundUs length of the sound, µs
 * @param notes sentences about what was met and is no failure
 * @param problems sentences about what could not be sent
 */
record Published(long records, long soundUs, List<String> notes, List<String> problems) {
    Published {
        notes = List.copyOf(notes);
        problems = List.copyOf(problems);
    }

    static Published of(String name, ProducerReport media, Optional<TextReport> text) {
        List<String> notes = new ArrayList<>();
        if (media.media().truncated()) {
            notes.add(name + " ends before its own header says; what is there was captioned.");
        }
        long reconnects = media.media().reconnects();
        if (reconnects > 0) {
            notes.add(
                    name
                            + " was lost and opened again "
                            + reconnects
                            + (reconnects == 1 ? " time." : " times."));
        }
        if (media.media().decodeErrors() > 0) {
            notes.add(
                    media.media().decodeErrors()
                            + " packets of "
                            + name
                            + " could not be decoded and were left out.");
        }
        text.ifPresent(report -> notes.addAll(report.firstProblems()));
        List<String> problems =
                Stream.of(media.problem(), text.flatMap(TextReport::problem))
                        .flatMap(Optional::stream)
                        .toList();
        long records = sent(media.topics()) + text.map(report -> sent(report.topics())).orElse(0L);
        return new Published(records, media.soundUs(), notes, problems);
    }

    /** Dead letters are no media: a piece of a feed that could not be read was never sent. */
    private static long sent(Map<String, TopicCounts> topics) {
        return Stream.of(Topics.MEDIA_AUDIO, Topics.MEDIA_VIDEO, Topics.MEDIA_TEXT)
                .map(topic -> topics.get(topic.name()))
                .filter(counts -> counts != null)
                .mapToLong(TopicCounts::sent)
                .sum();
    }
}
