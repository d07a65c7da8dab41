package dev.lockstep.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.avro.VisionResult;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Bad frames between good ones, from a real topic to real topics, with real models. */
class BadFramesITCase {
    @RegisterExtension static final MiniClusterExtension FLINK = JobCluster.twoSlots();

    private static final long START_US = 1_700_000_000_000_000L;

    private static final Map<String, String> VISION =
            Map.of(
                    "vision.enabled", "true",
                    "vision.objects", "",
                    "vision.moderation", "",
                    "vision.skip-stale-frames", "false",
                    "align.mode", "replay");

    @TempDir private static Path checkpoints;

    @Test
    void eachCostsOneDeadLetterAndNothingElse() throws Exception {
        List<byte[]> pictures =
                List.of(
                        jpeg(picture(640, 360, BufferedImage.TYPE_3BYTE_BGR, 60)),
                        Arrays.copyOf(good(), good().length / 2),
                        hugeHeader(),
                        jpeg(picture(1, 1, BufferedImage.TYPE_3BYTE_BGR, 0)),
                        jpeg(picture(640, 360, BufferedImage.TYPE_BYTE_GRAY, 200)),
                        jpeg(picture(7_680, 4_320, BufferedImage.TYPE_BYTE_GRAY, 100)),
                        cmyk(),
                        new byte[0],
                        "no picture at all".getBytes(StandardCharsets.UTF_8),
                        jpeg(picture(640, 360, BufferedImage.TYPE_3BYTE_BGR, 120)));
        List<Long> bad = List.of(1L, 2L, 3L, 5L, 6L, 7L, 8L);
        try (CaptioningRig rig = new CaptioningRig("bad-frames", checkpoints, VISION)) {
            List<VideoFrame> frames = frames(pictures);
            rig.publish(rig.conf().topics().video(), frames);
            JobClient job = rig.start();

            List<LedgerEntry> ledger =
                    rig.read(
                            rig.conf().topics().ledger(),
                            l -> l.stream().anyMatch(LedgerEntry::getEndOfStream));
            List<DeadLetter> dead =
                    rig.read(rig.conf().topics().deadLetters(), d -> d.size() >= bad.size());
            List<VisionResult> results = rig.read(rig.conf().topics().vision(), r -> r.size() >= 3);

            assertThat(results)
                    .extracting(VisionResult::getSequence)
                    .containsExactlyInAnyOrder(0L, 4L, 9L);
            assertThat(results).allMatch(r -> !r.getSkipped() && r.getModels().size() == 1);
            assertThat(dead).hasSize(bad.size());
            assertThat(dead).extracting(DeadLetter::getFailureKind).containsOnly("INVALID_FIELD");
            assertThat(dead).extracting(DeadLetter::getStage).containsOnly("analyze");
            List<VideoFrame> kept = new ArrayList<>();
            for (DeadLetter letter : dead) {
                kept.add(VideoFrame.fromByteBuffer(ByteBuffer.wrap(letter.getValue().array())));
            }
            assertThat(kept)
                    .containsExactlyInAnyOrderElementsOf(
                            bad.stream().map(i -> frames.get(i.intValue())).toList());
            assertThat(messages(dead))
                    .anyMatch(m -> m.contains("truncated JPEG"))
                    .anyMatch(m -> m.contains("18375x11175 pixels, more than"))
                    .anyMatch(m -> m.contains("1x1 pixels, fewer than"))
                    .anyMatch(m -> m.contains("7680x4320 pixels, more than"))
                    .anyMatch(m -> m.contains("CMYK cannot"))
                    .anyMatch(m -> m.contains("zero bytes"))
                    .anyMatch(m -> m.contains("not a JPEG"));
            LedgerEntry entry = ledger.get(ledger.size() - 1);
            assertThat(entry.getRead()).isEqualTo(frames.size());
            assertThat(entry.getInvalid()).isEqualTo(bad.size());
            assertThat(entry.getMatched()).isEqualTo(frames.size() - bad.size());
            assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
        }
    }

    private static List<String> messages(List<DeadLetter> dead) {
        return dead.stream().map(DeadLetter::getMessage).toList();
    }

    private static List<VideoFrame> frames(List<byte[]> pictures) {
        List<VideoFrame> frames = new ArrayList<>();
        for (byte[] picture : pictures) {
            frames.add(frame(frames.size()).setPayload(ByteBuffer.wrap(picture)).build());
        }
        frames.set(
                0,
                VideoFrame.newBuilder(frames.get(0)).setStreamSources(List.of("video-0")).build());
        frames.add(frame(frames.size()).setEndOfStream(true).build());
        return frames;
    }

    private static VideoFrame.Builder frame(int sequence) {
        long atUs = 500_000L * sequence;
        return VideoFrame.newBuilder()
                .setStreamId("talk")
                .setSourceId("video-0")
                .setSequence(sequence)
                .setEventTimeUs(START_US + atUs)
                .setPtsUs(atUs)
                .setDurationUs(0)
                .setIngestTimeUs(START_US + atUs)
                .setWidth(640)
                .setHeight(360)
                .setCodec("jpeg");
    }

    private static byte[] good() throws IOException {
        return jpeg(picture(640, 360, BufferedImage.TYPE_3BYTE_BGR, 30));
    }

    private static BufferedImage picture(int width, int height, int type, int grey) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D g = image.createGraphics();
        g.setColor(new Color(grey, grey, grey));
        g.fillRect(0, 0, width, height);
        g.setColor(Color.WHITE);
        g.fillOval(width / 4, height / 4, width / 2, height / 2);
        g.dispose();
        return image;
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }

    /** A good picture whose header promises 18,375×11,175 pixels. */
    private static byte[] hugeHeader() throws IOException {
        byte[] stub = good();
        int header = 2;
        while ((stub[header] & 0xFF) != 0xFF || (stub[header + 1] & 0xFF) != 0xC0) {
            header++;
        }
        ByteBuffer.wrap(stub)
                .putShort(header + 5, (short) 11_175)
                .putShort(header + 7, (short) 18_375);
        return stub;
    }

    private static byte[] cmyk() throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            Raster pixels = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 64, 64, 4, null);
            writer.write(null, new IIOImage(pixels, null, null), null);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
