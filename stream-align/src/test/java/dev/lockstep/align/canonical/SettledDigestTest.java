package dev.lockstep.align.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.schema.avro.AlignedWindow;
import org.junit.jupiter.api.Test;

class SettledDigestTest {
    private static final String OF_NOTHING =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private final SettledDigest digest = new SettledDigest();

    @Test
    void ofNoWindowsItIsTheDigestOfNothing() {
        assertThat(digest.hex()).isEqualTo(OF_NOTHING);
        assertThat(digest.windows()).isZero();
    }

    @Test
    void lookingAtItChangesNothing() {
        digest.add(Windows.window(0));
        String one = digest.hex();
        assertThat(digest.hex()).isEqualTo(one).isNotEqualTo(OF_NOTHING);
        digest.add(Windows.window(1));
        assertThat(digest.hex()).isNotEqualTo(one);
        assertThat(digest.windows()).isEqualTo(2);
    }

    @Test
    void aWindowTwiceOrBackwardsIsRefused() {
        digest.add(Windows.window(5));
        assertThatThrownBy(() -> digest.add(Windows.window(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Window 5 comes after window 5");
        assertThatThrownBy(() -> digest.add(Windows.window(4)))
                .hasMessage("Window 4 comes after window 5");
        digest.add(Windows.window(6));
        assertThat(digest.windows()).isEqualTo(2);
    }

    @Test
    void aWindowThatIsNotSettledOrOfAnotherStreamIsRefused() {
        AlignedWindow open = Windows.window(0);
        open.setSettled(false);
        assertThatThrownBy(() -> digest.add(open)).hasMessage("Window 0 is not settled");
        digest.add(Windows.window(0));
        AlignedWindow other = Windows.window(1);
        other.setStreamId("other");
        assertThatThrownBy(() -> digest.add(other))
                .hasMessage("A window of other among those of talk");
    }
}
