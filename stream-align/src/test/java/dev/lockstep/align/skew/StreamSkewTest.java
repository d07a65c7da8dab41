package dev.lockstep.align.skew;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamSkewTest {
    private static final ClockFit SOUND = new ClockFit(1_000_000_000, 20_000, 0, 2_000, 64);
    private static final ClockFit PICTURES = new ClockFit(1_000_000_000, 120_000, 100, 4_000, 64);
    private static final ClockFit TEXT = new ClockFit(1_000_000_000, -480_000, -50, 0, 64);

    @Test
    void oneSourceOrNoReferenceIsNotEnough() {
        assertThat(StreamSkew.of(Map.of(), null)).isNull();
        assertThat(StreamSkew.of(Map.of("sound", SOUND), null)).isNull();
        assertThat(StreamSkew.of(Map.of("sound", SOUND), "sound")).isNull();
        assertThat(StreamSkew.of(Map.of("sound", SOUND, "text", TEXT), "pictures")).isNull();
    }

    @Test
    void aReferenceIsNeverCorrected() {
        StreamSkew skew =
                requireNonNull(
                        StreamSkew.of(Map.of("sound", SOUND, "pictures", PICTURES), "sound"));

        assertThat(skew.source("sound")).isEqualTo(new SourceSkew(1_000_000_000, 0, 0, 0));
        assertThat(skew.source("pictures"))
                .isEqualTo(new SourceSkew(1_000_000_000, 100_000, 100, 3_000));
        assertThat(skew.correctedUs("pictures", 1_010_000_000)).isEqualTo(1_010_101_000);
        assertThat(skew.correctedUs("unknown", 77)).isEqualTo(77);
        assertThat(skew.source("unknown")).isNull();
    }

    @Test
    void theMedianOfThreeIsTheOneInTheMiddle() {
        StreamSkew skew =
                requireNonNull(
                        StreamSkew.of(
                                Map.of("sound", SOUND, "pictures", PICTURES, "text", TEXT), null));

        assertThat(source(skew, "sound").offsetUs()).isCloseTo(0, offset(0.01));
        assertThat(source(skew, "pictures").offsetUs()).isCloseTo(100_000, offset(0.01));
        assertThat(source(skew, "text").offsetUs()).isCloseTo(-500_000, offset(0.01));
        assertThat(source(skew, "text").driftPpm()).isEqualTo(-50);
    }

    @Test
    void theMedianOfTwoIsBetweenThem() {
        StreamSkew skew =
                requireNonNull(StreamSkew.of(Map.of("sound", SOUND, "pictures", PICTURES), null));

        assertThat(source(skew, "sound").offsetUs()).isCloseTo(-50_000, offset(10.0));
        assertThat(source(skew, "pictures").offsetUs()).isCloseTo(50_000, offset(10.0));
    }

    @Test
    void clocksKnownFromDifferentTimesMeetAtTheSameInstant() {
        ClockFit early = new ClockFit(1_000_000_000, 0, 100, 0, 64);
        ClockFit late = new ClockFit(1_100_000_000, 30_000, 100, 0, 64);
        ClockFit ahead = new ClockFit(1_100_000_000, -50_000, 100, 0, 64);
        Map<String, ClockFit> fits = Map.of("early", early, "late", late, "ahead", ahead);

        for (String reference : new String[] {"early", null}) {
            StreamSkew skew = requireNonNull(StreamSkew.of(fits, reference));

            assertThat(source(skew, "early").offsetUs()).isCloseTo(0, offset(0.01));
            assertThat(source(skew, "late").offsetUs()).isCloseTo(19_998, offset(0.01));
            assertThat(source(skew, "late").driftPpm()).isEqualTo(0);
        }
    }

    @Test
    void theEndsOfTimeDoNotOverflow() {
        SourceSkew behind = new SourceSkew(0, 1_000, 0, 0);
        SourceSkew ahead = new SourceSkew(0, -1_000, 0, 0);

        assertThat(behind.correctedUs(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(ahead.correctedUs(Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
        assertThat(ahead.correctedUs(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE - 1_000);
    }

    private static SourceSkew source(StreamSkew skew, String source) {
        return requireNonNull(skew.source(source), source);
    }
}
