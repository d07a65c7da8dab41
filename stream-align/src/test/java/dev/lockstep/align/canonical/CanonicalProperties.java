package dev.lockstep.align.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.WindowMember;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class CanonicalProperties {
    @Property(tries = 200)
    void theTimeOfDayAtWhichAStreamRanChangesNothing(
            @ForAll @LongRange(min = 0, max = 100_000) long index,
            @ForAll @LongRange(min = 0, max = 4_000_000_000_000_000L) long originUs,
            @ForAll int revision) {
        AlignedWindow other = Windows.window(index, originUs);
        other.setRevision(revision);
        assertThat(CanonicalWindow.bytes(other))
                .isEqualTo(CanonicalWindow.bytes(Windows.window(index)));
    }

    @Property(tries = 200)
    void membersWithOtherTextsHaveOtherBytes(
            @ForAll @Size(max = 4) List<String> one, @ForAll @Size(max = 4) List<String> other) {
        // UTF-8 has one replacement for what is no character, so only whole texts differ.
        assertThat(
                        Arrays.equals(
                                CanonicalWindow.bytes(saying(one)),
                                CanonicalWindow.bytes(saying(other))))
                .isEqualTo(wellFormed(one).equals(wellFormed(other)));
    }

    @Property(tries = 50)
    void takenInOneByOneItIsTheDigestOfAllBytes(
            @ForAll @Size(max = 20) List<@IntRange(min = 1, max = 1000) Integer> steps)
            throws NoSuchAlgorithmException {
        SettledDigest digest = new SettledDigest();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        long index = -1;
        for (int step : steps) {
            index += step;
            digest.add(Windows.window(index));
            all.writeBytes(CanonicalWindow.bytes(Windows.window(index)));
        }
        byte[] whole = MessageDigest.getInstance("SHA-256").digest(all.toByteArray());
        assertThat(digest.hex()).isEqualTo(HexFormat.of().formatHex(whole));
        assertThat(digest.windows()).isEqualTo(steps.size());
    }

    private static AlignedWindow saying(List<String> texts) {
        AlignedWindow window = Windows.window(0);
        List<WindowMember> members = new ArrayList<>();
        for (String text : texts) {
            members.add(
                    WindowMember.newBuilder()
                            .setModality(Modality.TEXT)
                            .setSourceId("text-0")
                            .setEventTimeUs(Windows.ORIGIN_US)
                            .setDurationUs(0)
                            .setText(text)
                            .build());
        }
        window.setMembers(members);
        return window;
    }

    private static List<String> wellFormed(List<String> texts) {
        return texts.stream()
                .map(
                        text ->
                                new String(
                                        text.getBytes(StandardCharsets.UTF_8),
                                        StandardCharsets.UTF_8))
                .toList();
    }
}
