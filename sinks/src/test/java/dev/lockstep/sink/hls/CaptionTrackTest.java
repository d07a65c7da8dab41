package dev.lockstep.sink.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.sink.caption.TimedCaption;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CaptionTrackTest {
    private static final String HEAD = "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n\n";

    @Test
    void aCueThatSpansSegmentsIsInEachWithTheSameTimes() {
        CaptionTrack track = new CaptionTrack(HlsConf.DEFAULT);
        track.accept("a/0", Spoken.caption(3_200, 400, "one two <b>three</b> & four"), true);

        track.end(9_000);

        String cue =
                "00:00:03.200 --> 00:00:05.200\n"
                        + "one two &lt;b&gt;three&lt;/b&gt; &amp; four\n\n";
        assertThat(track.segments()).extracting(HlsSegment::number).containsExactly(0L, 1L, 2L);
        assertThat(track.segments())
                .extracting(HlsSegment::text)
                .containsExactly(HEAD + cue, HEAD + cue, HEAD);
        assertThat(track.segments())
                .extracting(HlsSegment::endMs)
                .containsExactly(4_000L, 8_000L, 9_000L);
    }

    @Test
    void anOpenCaptionIsShownWithWhatIsCommitted() {
        CaptionTrack track = new CaptionTrack(HlsConf.DEFAULT);
        TimedCaption said = Spoken.caption(200, 500, "one two three four five");
        track.accept("a/0", Spoken.first(said, 2), false);

        assertThat(track.advance(3_999)).isZero();
        assertThat(track.advance(4_000)).isEqualTo(1);
        assertThat(track.openParts())
                .extracting(HlsPart::text)
                .containsExactly(HEAD + "00:00:00.200 --> 00:00:01.200\none two\n\n");

        track.accept("a/0", said, true);
        track.accept("a/0", said, true);
        track.accept("a/0", Spoken.first(said, 2), false);
        assertThat(track.advance(5_000)).isEqualTo(1);
        assertThat(track.openParts().get(1).text())
                .isEqualTo(
                        HEAD
                                + "00:00:00.200 --> 00:00:01.200\none two\n\n"
                                + "00:00:01.200 --> 00:00:02.700\nthree four five\n\n");

        track.accept("a/0", said, true);
        assertThat(track.advance(6_000)).isEqualTo(1);
        assertThat(track.openParts().get(2).text()).containsOnlyOnce("three four five");
    }

    @Test
    void wordsThatComeTooLateAreShownInTheNextPartsOneAfterTheOther() {
        CaptionTrack track = new CaptionTrack(HlsConf.DEFAULT);
        track.advance(7_000);
        track.accept("a/0", Spoken.caption(500, 100, "too late"), true);
        track.accept("a/1", Spoken.caption(1_500, 100, "as well"), true);
        track.advance(9_000);

        track.end(9_500);

        assertThat(track.segments().get(0).text()).isEqualTo(HEAD);
        assertThat(track.segments().get(1).text())
                .isEqualTo(
                        HEAD
                                + "00:00:04.000 --> 00:00:05.000\ntoo late\n\n"
                                + "00:00:05.000 --> 00:00:06.000\nas well\n\n");
    }

    @Test
    void wordsWhoseTimesMovedBackDoNotRunOverThoseBeforeThem() {
        CaptionTrack track = new CaptionTrack(HlsConf.DEFAULT);
        TimedCaption said = Spoken.caption(200, 1_000, "one two");
        track.accept("a/0", said, false);
        track.advance(4_000);
        TimedCaption moved = Spoken.caption(200, 300, "one two three four");
        track.accept("a/0", moved, true);
        track.end(8_000);

        assertThat(track.segments().get(0).text())
                .isEqualTo(
                        HEAD
                                + "00:00:00.200 --> 00:00:02.200\none two\n\n"
                                + "00:00:02.200 --> 00:00:03.200\nthree four\n\n");
    }

    @Test
    void theClockWrapsAfter33Bits() {
        assertThat(MpegTsClock.ticks(0, 0)).isZero();
        assertThat(MpegTsClock.ticks((1L << 33) - 1, 0)).isEqualTo((1L << 33) - 1);
        assertThat(MpegTsClock.ticks((1L << 33) - 90, 1)).isZero();
        assertThat(MpegTsClock.ticks(900_000, 95_443_718)).isEqualTo(900_028);
        assertThat(MpegTsClock.ticks(-90, 0)).isEqualTo((1L << 33) - 90);
        assertThat(SegmentText.of(List.of(), 0, 1, (1L << 33) + 900_000))
                .isEqualTo("WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n\n");
    }

    @Test
    void thePlaylistOfALiveTrackNamesItsParts() {
        CaptionTrack track = new CaptionTrack(HlsConf.DEFAULT);
        track.advance(9_000);

        assertThat(playlist(track))
                .isEqualTo(
                        """
                        #EXTM3U
                        #EXT-X-VERSION:6
                        #EXT-X-TARGETDURATION:4
                        #EXT-X-SERVER-CONTROL:HOLD-BACK=12.000,PART-HOLD-BACK=3.000
                        #EXT-X-PART-INF:PART-TARGET=1.000
                        #EXT-X-MEDIA-SEQUENCE:0
                        #EXT-X-PLAYLIST-TYPE:EVENT
                        #EXT-X-PROGRAM-DATE-TIME:2023-11-14T22:13:20.500Z
                        #EXT-X-PART:DURATION=1.000,URI="p0.0",INDEPENDENT=YES
                        #EXT-X-PART:DURATION=1.000,URI="p0.1",INDEPENDENT=YES
                        #EXT-X-PART:DURATION=1.000,URI="p0.2",INDEPENDENT=YES
                        #EXT-X-PART:DURATION=1.000,URI="p0.3",INDEPENDENT=YES
                        #EXTINF:4.000,
                        s0
                        #EXT-X-PROGRAM-DATE-TIME:2023-11-14T22:13:24.500Z
                        #EXT-X-PART:DURATION=1.000,URI="p1.0",INDEPENDENT=YES
                        #EXT-X-PART:DURATION=1.000,URI="p1.1",INDEPENDENT=YES
                        """);
    }

    @Test
    void thePlaylistOfAnEndedTrackIsComplete() {
        CaptionTrack track = new CaptionTrack(HlsConf.DEFAULT.corrected());
        track.end(5_250);

        assertThat(playlist(track))
                .isEqualTo(
                        """
                        #EXTM3U
                        #EXT-X-VERSION:6
                        #EXT-X-TARGETDURATION:4
                        #EXT-X-MEDIA-SEQUENCE:0
                        #EXT-X-PLAYLIST-TYPE:EVENT
                        #EXT-X-PROGRAM-DATE-TIME:2023-11-14T22:13:20.500Z
                        #EXTINF:4.000,
                        s0
                        #EXT-X-PROGRAM-DATE-TIME:2023-11-14T22:13:24.500Z
                        #EXTINF:1.250,
                        s1
                        #EXT-X-ENDLIST
                        """);
    }

    @Test
    void aServerKeepsAWindowOfSegmentsAndOldOnesHaveNoParts() {
        CaptionTrack track = new CaptionTrack(HlsConf.DEFAULT.served(5, true), 10);
        track.advance(40_000 + 7 * 4_000 + 3_000);

        String playlist = playlist(track);
        assertThat(playlist)
                .contains("#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,HOLD-BACK=12.000,")
                .contains("#EXT-X-MEDIA-SEQUENCE:12\n")
                .doesNotContain("PLAYLIST-TYPE", "p12.", "p13.")
                .contains("p14.0", "p16.3", "s12\n", "s16\n");
    }

    @Test
    void aMasterPlaylistOffersTheTrackAndNoNameBreaksOutOfItsQuotes() {
        String tag = new SubtitleRendition("subs", "a\"b\nc", "en", "live.m3u8", true).tag();

        assertThat(tag.split(",", -1))
                .containsExactly(
                        "#EXT-X-MEDIA:TYPE=SUBTITLES",
                        "GROUP-ID=\"subs\"",
                        "NAME=\"a b c\"",
                        "LANGUAGE=\"en\"",
                        "DEFAULT=YES",
                        "AUTOSELECT=YES",
                        "FORCED=NO",
                        "CHARACTERISTICS=\"public.accessibility.transcribes-spoken-dialog\"",
                        "URI=\"live.m3u8\"");
    }

    private static String playlist(CaptionTrack track) {
        return MediaPlaylist.of(
                track,
                OptionalLong.of(1_700_000_000_500L),
                segment -> "s" + segment.number(),
                part -> "p" + part.segment() + "." + part.index());
    }
}
