package dev.lockstep.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.local.aligned.AlignedFile;
import dev.lockstep.local.aligned.SettledWindows;
import dev.lockstep.local.terminal.Display;
import dev.lockstep.local.testing.Captions;
import dev.lockstep.local.testing.Ledgers;
import dev.lockstep.local.testing.Windows;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.schema.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamFollowerTest {
    private static final List<String> SOURCES = List.of("audio-0", "video-0");

    @TempDir private Path dir;
    private final List<Caption> shown = new ArrayList<>();
    private AlignedFile file;
    private StreamFollower follower;

    @BeforeEach
    void begin() {
        file = AlignedFile.create(dir);
        follower = follower(true);
    }

    @AfterEach
    void end() {
        file.close();
    }

    @Test
    void itIsCompleteOnceCaptionsLedgersAndWindowsAreThere() throws Exception {
        follower.sent(122);
        take(Topics.TRANSCRIPTS, Captions.last(0, 0, "Ever tried."));
        take(Topics.TRANSCRIPTS, Captions.endOfStream());
        take(Topics.TRANSCRIPTS_SETTLED, Captions.last(0, 0, "Ever tried."));
        take(Topics.LEDGER, Ledgers.last("audio-0", 101, 2));
        assertThat(follower.ended()).as("the pictures' ledger is open").isFalse();
        take(Topics.LEDGER, Ledgers.last("video-0", 21, 2));
        assertThat(follower.ended()).isTrue();
        take(Topics.ALIGNED_SETTLED, Windows.settled(0));
        assertThat(follower.complete()).as("a window is missing").isFalse();
        assertThat(follower.problems())
                .containsExactly(
                        "The ledger says that 2 windows settled, but 1 are on"
                                + " lockstep.aligned.settled.");
        take(Topics.ALIGNED_SETTLED, Windows.settled(1));
        assertThat(follower.complete()).isTrue();
        assertThat(follower.problems()).isEmpty();
        assertThat(follower.ledgers()).extracting("source").containsExactlyElementsOf(SOURCES);
        assertThat(Files.readAllLines(dir.resolve("aligned.jsonl"))).hasSize(2);
    }

    @Test
    void withoutSoundNoCaptionsAreWaitedFor() {
        follower = follower(false);
        follower.sent(122);
        take(Topics.LEDGER, Ledgers.last("audio-0", 101, 0));
        take(Topics.LEDGER, Ledgers.last("video-0", 21, 0));
        assertThat(follower.complete()).isTrue();
    }

    @Test
    void withSoundTheirEndIsWaitedFor() {
        follower.sent(122);
        take(Topics.LEDGER, Ledgers.last("audio-0", 101, 0));
        take(Topics.LEDGER, Ledgers.last("video-0", 21, 0));
        assertThat(follower.ended()).isFalse();
        take(Topics.TRANSCRIPTS, Captions.endOfStream());
        assertThat(follower.complete()).isTrue();
    }

    @Test
    void otherStreamsAreShownButNotCounted() throws Exception {
        Caption caption = Captions.last(0, 0, "Other words.");
        caption.setStreamId("other");
        take(Topics.TRANSCRIPTS, caption);
        AlignedWindow window = Windows.settled(0);
        window.setStreamId("other");
        take(Topics.ALIGNED_SETTLED, window);
        LedgerEntry entry = Ledgers.last("audio-0", 101, 1);
        entry.setStreamId("other");
        take(Topics.LEDGER, entry);
        assertThat(shown).containsExactly(caption);
        assertThat(follower.captions().words()).isZero();
        assertThat(follower.ledgers()).isEmpty();
        assertThat(Files.readAllLines(dir.resolve("aligned.jsonl"))).isEmpty();
    }

    @Test
    void recordsThatNobodyCountedAreAProblem() {
        follower.sent(123);
        take(Topics.LEDGER, Ledgers.last("audio-0", 101, 0));
        take(Topics.LEDGER, Ledgers.last("video-0", 21, 0));
        take(Topics.TRANSCRIPTS, Captions.endOfStream());
        assertThat(follower.ended()).isTrue();
        assertThat(follower.complete()).isFalse();
        assertThat(follower.problems())
                .containsExactly(
                        "The accounts do not balance: 123 records went in, 122 came out and 0 are"
                                + " dead letters; lockstep ledger shows them source by source.");
    }

    @Test
    void aWindowThatComesTwiceIsAProblem() {
        take(Topics.ALIGNED_SETTLED, Windows.settled(0));
        take(Topics.ALIGNED_SETTLED, Windows.settled(0));
        assertThat(follower.problems())
                .containsExactly(
                        "lockstep.aligned.settled breaks its promise: Window 0 comes after window"
                                + " 0.");
    }

    private StreamFollower follower(boolean spoken) {
        return new StreamFollower(
                "talk", spoken, SOURCES, new SettledWindows(file), new Shown(shown), true, null);
    }

    private void take(Topic<?> topic, SpecificRecordBase value) {
        follower.accept(new Received(topic.name(), value, Captions.START_US));
    }

    /** A display that only remembers captions. */
    private record Shown(List<Caption> captions) implements Display {
        @Override
        public void caption(Caption caption) {
            captions.add(caption);
        }

        @Override
        public void line(String text) {
            throw new AssertionError(text);
        }

        @Override
        public void progress(String what, long done, long total) {
            throw new AssertionError(what);
        }

        @Override
        public void settle() {
            throw new AssertionError("nothing is in the making");
        }
    }
}
