package dev.lockstep.load.archive;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is written is what is read, all of it or from any time on. */
class ArchiveProperties {
    @Property(tries = 200)
    void whatIsWrittenIsReadInTheOrderOfTime(
            @ForAll("items") List<Archives.Item> items,
            @ForAll @IntRange(min = 1, max = 2_000) int chunkBytes)
            throws IOException {
        check(items, chunkBytes, Long.MIN_VALUE);
    }

    @Property(tries = 200)
    void readingBeginsAtAnyTime(
            @ForAll("items") List<Archives.Item> items,
            @ForAll @IntRange(min = 1, max = 2_000) int chunkBytes,
            @ForAll @LongRange(min = 0, max = 1_100) long fromNs)
            throws IOException {
        check(items, chunkBytes, fromNs);
    }

    private static void check(List<Archives.Item> items, int chunkBytes, long fromNs)
            throws IOException {
        Path file = Files.createTempFile("archive", ".mcap");
        try {
            Archives.write(file, chunkBytes, items, true);
            try (ArchiveReader reader = ArchiveReader.open(file)) {
                assertThat(reader.contents().truncated()).isEmpty();
                assertThat(reader.contents().messages()).isEqualTo(items.size());
                List<ArchiveMessage> read = Archives.read(reader.from(fromNs));
                assertThat(read)
                        .isSortedAccordingTo(Comparator.comparingLong(ArchiveMessage::logTimeNs));
                assertThat(read.stream().map(Archives::text))
                        .containsExactlyInAnyOrderElementsOf(expected(items, fromNs));
            }
        } finally {
            Files.delete(file);
        }
    }

    private static List<String> expected(List<Archives.Item> items, long fromNs) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).logTimeNs() >= fromNs) {
                texts.add(Archives.text(items.get(i), i));
            }
        }
        return texts;
    }

    @Provide
    Arbitrary<List<Archives.Item>> items() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.longs().between(0, 1_000),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(60))
                .as(Archives.Item::new)
                .list()
                .ofMaxSize(60);
    }
}
