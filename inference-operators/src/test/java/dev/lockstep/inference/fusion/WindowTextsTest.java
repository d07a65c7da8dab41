package dev.lockstep.inference.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.avro.WindowMember;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowTextsTest {
    @Test
    void aDescriptionIsWhatIsSeenAndNotWhatIsWritten() {
        WindowMember picture = FusionWindows.shown(List.of("EXIT"), List.of("door"));
        picture.setText("a dark room");
        WindowTexts texts =
                WindowTexts.of(
                        FusionWindows.of(
                                FusionWindows.said("Go."),
                                picture,
                                FusionWindows.written("Left.")));
        assertThat(texts).isEqualTo(new WindowTexts("Go.", "EXIT", "door, a dark room", "Left."));
    }
}
