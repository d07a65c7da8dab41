package dev.lockstep.producer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.producer.media.MediaInfo;
import dev.lockstep.producer.media.MediaUnit.AudioSamples;
import dev.lockstep.producer.media.MediaUnit.Picture;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MediaRecordsTest {
    private static final List<String> ALL = List.of("audio-0", "video-0", "text-0");

    private final MediaRecords records = new MediaRecords(MediaProducerConf.of("talk"), ALL);

    @Test
    void theFirstRecordOfEachSourceAndEpochNamesAllSourcesOfTheStream() {
        assertThat(records.chunk(sound(0, 0), 0, 0).getStreamSources()).isEqualTo(ALL);
        assertThat(records.chunk(sound(0, 100_000), 0, 0).getStreamSources()).isEmpty();
        assertThat(records.frame(picture(0, 0), 0, 0).getStreamSources()).isEqualTo(ALL);
        assertThat(records.frame(picture(0, 500_000), 0, 0).getStreamSources()).isEmpty();
        assertThat(records.chunk(sound(1, 200_000), 0, 0).getStreamSources()).isEqualTo(ALL);
        assertThat(records.chunk(sound(1, 300_000), 0, 0).getStreamSources()).isEmpty();
        assertThat(records.endOfAudio(0, 0).getStreamSources()).isEmpty();
        assertThat(records.endOfVideo(0, 0).getStreamSources()).isEmpty();
    }

    @Test
    void theEndOfASourceThatNeverHadARecordNamesThemToo() {
        assertThat(records.endOfAudio(0, 0).getStreamSources()).isEqualTo(ALL);
        assertThat(records.endOfVideo(0, 0).getStreamSources()).isEqualTo(ALL);
    }

    @Test
    void theSourcesAreThoseThatTheInputHasAndThoseBesideIt() {
        MediaProducerConf conf = MediaProducerConf.of("talk");
        assertThat(conf.sources(info(true, true))).containsExactly("audio-0", "video-0");
        assertThat(conf.sources(info(true, false))).containsExactly("audio-0");
        assertThat(conf.withCompanions(List.of("text-0")).sources(info(false, true)))
                .containsExactly("video-0", "text-0");
    }

    private static AudioSamples sound(int epoch, long ptsUs) {
        return new AudioSamples(epoch, ptsUs, new short[1_600], false);
    }

    private static Picture picture(int epoch, long ptsUs) {
        return new Picture(epoch, ptsUs, new byte[] {1}, 2, 2);
    }

    private static MediaInfo info(boolean sound, boolean pictures) {
        return new MediaInfo(
                "mp4",
                sound ? Optional.of(new MediaInfo.Audio("aac", 48_000, 2)) : Optional.empty(),
                pictures
                        ? Optional.of(new MediaInfo.Video("h264", 640, 480, 25))
                        : Optional.empty(),
                OptionalLong.empty(),
                false,
                List.of());
    }
}
