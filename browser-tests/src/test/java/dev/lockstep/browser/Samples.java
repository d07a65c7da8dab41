package dev.lockstep.browser;

import dev.lockstep.view.model.BoxView;
import dev.lockstep.view.model.CaptionView;
import dev.lockstep.view.model.FrameView;
import dev.lockstep.view.model.MemberView;
import dev.lockstep.view.model.ModalityView;
import dev.lockstep.view.model.SceneView;
import dev.lockstep.view.model.SeenView;
import dev.lockstep.view.model.TurnView;
import dev.lockstep.view.model.WindowView;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Records that tests show on the page. Stateless. */
final class Samples {
    static final long ORIGIN_MS = 1_700_000_000_000L;
    static final int WIDTH = 640;
    static final int HEIGHT = 360;
    static final BoxView PERSON = new BoxView(0.25, 0.3, 0.2, 0.6);
    static final BoxView SIGN = new BoxView(0.55, 0.15, 0.35, 0.15);

    private static final long UTTERANCE_MS = 3_000;

    private Samples() {}

    /** The n-th caption, three seconds each, final. */
    static CaptionView caption(long number, String text) {
        return caption(number, 1, text, "", true);
    }

    static CaptionView caption(
            long number, int revision, String committed, String tentative, boolean isFinal) {
        long start = number * UTTERANCE_MS;
        return new CaptionView(
                "microphone",
                number,
                revision,
                start,
                start + UTTERANCE_MS - 500,
                ORIGIN_MS + start,
                committed,
                tentative,
                isFinal,
                false,
                List.of(),
                0.9,
                "en",
                null,
                300L);
    }

    /** A window of two seconds, every half second, with a caption and a picture in it. */
    static WindowView window(long index, String said, String video, String reason) {
        long start = index * 500;
        boolean seen = video.equals("complete");
        return new WindowView(
                index,
                start,
                start + 2_000,
                ORIGIN_MS + start,
                0,
                false,
                "all-passed",
                "attention",
                List.of(
                        new ModalityView("audio", "complete", null, 0.55, 1.0, null),
                        new ModalityView(
                                "video",
                                video,
                                seen ? null : reason,
                                seen ? 0.35 : 0.0,
                                null,
                                null),
                        new ModalityView("text", "complete", null, 0.1, null, null)),
                List.of(
                        member(
                                "audio",
                                "microphone",
                                index / 4,
                                start / 2_000 * 2_000,
                                1_800,
                                said),
                        member("video", "camera", index / 2, start / 1_000 * 1_000, 0, "person")),
                List.of(),
                List.of());
    }

    static MemberView member(
            String modality,
            String source,
            long sequence,
            long startMs,
            long durationMs,
            String text) {
        return new MemberView(
                modality,
                source,
                0,
                sequence,
                startMs,
                startMs + durationMs,
                modality.equals("video") ? null : text,
                modality.equals("video") ? List.of(text) : List.of(),
                List.of(),
                modality.equals("video") ? -61.7 : 12.3,
                "en",
                false);
    }

    static SceneView scene(String version, long atMs, String label, String line) {
        return scene(version, atMs, label, line, "none");
    }

    static SceneView scene(String version, long atMs, String label, String line, String action) {
        return new SceneView(
                "camera",
                atMs,
                ORIGIN_MS + atMs,
                version,
                WIDTH,
                HEIGHT,
                List.of(new SeenView(label, 0.93, PERSON, null)),
                List.of(new SeenView(line, 0.98, SIGN, null)),
                action,
                Map.of("violence", 0.04),
                null,
                List.of());
    }

    static TurnView turn(long number, String text, String onScreen, String message) {
        return new TurnView(
                number,
                0,
                number * 10_000,
                number * 10_000 + 8_000,
                null,
                0.9,
                text,
                List.of(onScreen),
                List.of(message),
                true);
    }

    /** A drawn picture of a person beside a sign. */
    static FrameView frame(String version, long atMs) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(46, 62, 70));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.setColor(new Color(70, 58, 48));
        graphics.fillRect(0, 250, WIDTH, HEIGHT - 250);
        graphics.setColor(new Color(60, 90, 150));
        graphics.fillRoundRect(168, 185, 112, 139, 30, 30);
        graphics.setColor(new Color(214, 170, 140));
        graphics.fillOval(190, 112, 68, 80);
        graphics.setColor(new Color(240, 240, 232));
        graphics.fillRect(352, 54, 224, 54);
        graphics.setColor(new Color(24, 24, 24));
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 28));
        graphics.drawString("TOWN HALL", 372, 91);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FrameView(version, atMs, "image/jpeg", bytes.toByteArray());
    }
}
