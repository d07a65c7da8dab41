package dev.lockstep.align.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.align.Confs;
import dev.lockstep.align.Items;
import dev.lockstep.align.window.FireReason;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.flow.ItemContent;
import dev.lockstep.schema.flow.StreamItem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A source that nobody waits for no longer than its buffer: the others never get that far. */
class OverloadTest {
    private static final long START_MS = Items.START_US / 1000;
    private static final int FRAMES = 400;

    @ParameterizedTest
    @CsvSource({
        "stay-fresh, align.buffer-records, 64, 64",
        "degrade, align.buffer-records, 64, 64",
        // Each says 100 characters and takes 36 bytes besides: 4148 would be above the limit.
        "stay-fresh, align.buffer-bytes, 4200, 31",
        // From 0 to 6.4 s of 100 ms steps; the one that reaches the limit is taken.
        "stay-fresh, align.buffer-span, 6400ms, 65"
    })
    void picturesAreShedOnceTheirBufferIsFull(String policy, String key, String limit, int taken) {
        Driven driven = new Driven(replay(policy, key, limit));
        driven.feed(Items.announcing(picture(0), "audio-0", "video-0"), START_MS);
        feed(driven, OverloadTest::picture, 1);

        assertThat(driven.out.shed).hasSize(FRAMES - taken);
        assertThat(driven.state.waitingRecords()).isEqualTo(taken);
        assertThat(driven.out.windows).isEmpty();
        driven.finish();
        LedgerEntry entry = last(driven, "video-0");
        assertThat(entry.getRead()).isEqualTo(FRAMES);
        assertThat(entry.getShed()).isEqualTo(FRAMES - taken);
        assertThat(entry.getMatched()).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({
        "process-all, align.buffer-records, 64",
        "stay-fresh, align.buffer-records, 64",
        "degrade, align.buffer-span, 6400ms"
    })
    void soundIsNeverShed(String policy, String key, String limit) {
        Driven driven = new Driven(replay(policy, key, limit));
        driven.feed(Items.announcing(Items.audio("s", 0), "audio-0", "video-0"), START_MS);
        feed(driven, i -> Items.audio("s", i), 1);

        assertThat(driven.out.shed).isEmpty();
        assertThat(driven.out.late).isEmpty();
        assertThat(driven.state.waitingRecords()).isLessThanOrEqualTo(65);
        assertThat(driven.out.reasons).isNotEmpty().containsOnly(FireReason.BUFFER_FULL);
        driven.finish();
        assertThat(last(driven, "audio-0").getMatched()).isEqualTo(FRAMES);
        assertThat(driven.out.settled)
                .extracting(AlignedWindow::getIndex)
                .isEqualTo(LongStream.range(0, FRAMES / 5).boxed().toList());
    }

    @Test
    void processAllWritesTheOldestWindowsEarlyAndKeepsEveryPicture() {
        Driven driven = new Driven(replay("process-all", "align.buffer-records", "64"));
        driven.feed(Items.announcing(picture(0), "audio-0", "video-0"), START_MS);
        feed(driven, OverloadTest::picture, 1);
        assertThat(driven.out.shed).isEmpty();
        assertThat(driven.state.waitingRecords()).isLessThanOrEqualTo(64);
        // What the source that was awaited brings for those windows is too late, and counted.
        driven.feed(Items.audio("s", 0), START_MS);
        assertThat(driven.out.late).hasSize(1);
        driven.finish();
        assertThat(last(driven, "video-0").getMatched()).isEqualTo(FRAMES);
        assertThat(last(driven, "audio-0").getLateDropped()).isEqualTo(1);
    }

    @Test
    void aFullBufferDoesNotWriteTheWindowsOfAGap() {
        Driven driven = new Driven(replay("process-all", "align.buffer-span", "4h"));
        driven.feed(Items.announcing(Items.text("s", 0, 0, "first"), "chat", "audio-0"), START_MS);
        driven.feed(Items.text("s", 1, 5 * 3_600_000, "5 h later"), START_MS);
        driven.feed(Items.text("s", 2, 5 * 3_600_000 + 1_000, "then"), START_MS);
        assertThat(driven.out.settled).extracting(AlignedWindow::getIndex).containsExactly(0L);
        assertThat(driven.state.waitingRecords()).isEqualTo(2);
    }

    private static dev.lockstep.align.config.AlignConf replay(
            String policy, String key, String limit) {
        Map<String, String> settings = new HashMap<>();
        settings.put("align.mode", "replay");
        settings.put("align.overload", policy);
        settings.put(key, limit);
        return Confs.live(settings);
    }

    private static StreamItem picture(int i) {
        return Items.record(
                "s",
                "video-0",
                Modality.VIDEO,
                i,
                100L * i,
                0,
                ItemContent.seen(List.of("x".repeat(100)), List.of(), 0.5f));
    }

    private static void feed(Driven driven, IntFunction<StreamItem> item, int from) {
        for (int i = from; i < FRAMES; i++) {
            driven.feed(item.apply(i), START_MS + i);
        }
    }

    private static LedgerEntry last(Driven driven, String source) {
        return driven.out.ledger.stream()
                .filter(entry -> entry.getSourceId().equals(source))
                .reduce((first, last) -> last)
                .orElseThrow();
    }
}
