package dev.lockstep.schema.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class OptionTypeProperties {
    @Property
    void durationsAreReadAsTheyAreWritten(@ForAll @LongRange(max = 1_000_000_000_000L) long us) {
        Duration duration = Duration.ofNanos(us * 1000);
        OptionType<Duration> type = OptionType.DURATION;

        assertThat(type.parse().apply(type.format().apply(duration))).isEqualTo(duration);
    }

    @Property
    void wholeNumbersAreReadAsTheyAreWritten(@ForAll long number) {
        OptionType<Long> type = OptionType.LONG;

        assertThat(type.parse().apply(type.format().apply(number))).isEqualTo(number);
    }

    @Example
    void durationsNeedTheirUnit() {
        assertThat(OptionType.DURATION.parse().apply("1.5s")).isEqualTo(Duration.ofMillis(1500));
        assertThat(OptionType.DURATION.parse().apply("2 h")).isEqualTo(Duration.ofHours(2));
        assertThat(OptionType.DURATION.parse().apply("30m")).isEqualTo(Duration.ofMinutes(30));
        assertThat(OptionType.DURATION.format().apply(Duration.ZERO)).isEqualTo("0s");
        for (String text : new String[] {"", "5", "-1s", "1min30s", "s", "999999999999d"}) {
            assertThatThrownBy(() -> OptionType.DURATION.parse().apply(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Example
    void realsMustBeFinite() {
        assertThat(OptionType.REAL.parse().apply("0.25")).isEqualTo(0.25);
        assertThat(OptionType.REAL.format().apply(2.0)).isEqualTo("2");
        assertThatThrownBy(() -> OptionType.REAL.parse().apply("NaN"))
                .hasMessageContaining("finite");
    }
}
