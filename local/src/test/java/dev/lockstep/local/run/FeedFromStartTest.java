package dev.lockstep.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.producer.text.FieldMapping;
import dev.lockstep.producer.text.TextEntry;
import dev.lockstep.producer.text.TextFeed;
import dev.lockstep.producer.text.TextFeeds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FeedFromStartTest {
    @Test
    void textsCountFromTheStartOfTheMediaAndByNothingElse() throws IOException {
        String lines =
                """
                {"text":"by its place","pts":2.5,"time":1700000000000}
                {"text":"with the one before"}
                not JSON
                {"text":"the first that was written","time":1700000100000}
                {"text":"three seconds later","time":1700000103000,"duration":1}
                """;
        TextFeed feed =
                new FeedFromStart(
                        TextFeeds.of(
                                new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
                                "chat.jsonl",
                                TextFeeds.Format.JSON_LINES,
                                FieldMapping.STANDARD));
        List<TextEntry> entries = new ArrayList<>();
        for (Optional<TextEntry> e = feed.next(); e.isPresent(); e = feed.next()) {
            entries.add(e.get());
        }
        assertThat(entries).hasSize(5);
        assertThat(entries.get(2)).isInstanceOf(TextEntry.Bad.class);
        List<TextEntry.Item> items =
                entries.stream()
                        .filter(TextEntry.Item.class::isInstance)
                        .map(TextEntry.Item.class::cast)
                        .toList();
        assertThat(items)
                .extracting(TextEntry.Item::ptsUs)
                .containsExactly(
                        OptionalLong.of(2_500_000),
                        OptionalLong.of(2_500_000),
                        OptionalLong.of(0),
                        OptionalLong.of(3_000_000));
        assertThat(items)
                .extracting(TextEntry.Item::eventTimeUs)
                .containsOnly(OptionalLong.empty());
        assertThat(items.get(3).durationUs()).isEqualTo(1_000_000);
    }
}
