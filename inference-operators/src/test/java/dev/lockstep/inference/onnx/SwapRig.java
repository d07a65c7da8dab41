package dev.lockstep.inference.onnx;

import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.runtime.ModelFiles;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.runtime.SharedResources;
import dev.lockstep.inference.swap.LocatedModel;
import dev.lockstep.inference.swap.ModelSlots;
import dev.lockstep.inference.swap.Slots;
import dev.lockstep.inference.swap.SwapConf;
import dev.lockstep.inference.swap.SwapEvent;
import dev.lockstep.inference.swap.SwapPhase;
import dev.lockstep.inference.swap.SwapRequest;
import dev.lockstep.inference.vision.AnalyzerConf;
import dev.lockstep.inference.vision.Frames;
import dev.lockstep.inference.vision.VisionOutcome;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;

/** An object detector in service whose model can be replaced; references are paths. */
final class SwapRig implements AutoCloseable {
    static final SwapConf CONF = SwapConf.STANDARD;

    private final SharedResources.Lease<ModelSlots> slots;
    private final SharedVision.Lease lease;
    private final List<SwapEvent> events = new CopyOnWriteArrayList<>();
    private final List<VisionOutcome> outcomes = new ArrayList<>();
    private long sequence;

    SwapRig(Path first, SwapConf conf) {
        this(first, conf, ModelSlots.Memory.NONE);
    }

    SwapRig(Path first, SwapConf conf, ModelSlots.Memory memory) {
        this(first, conf, memory, AnalyzerConf.defaults().keepingAll().lookingAtAll());
    }

    /**
     * @param first the configured model
     * @param memory of the time before a restart
     * @param analyzer how pictures are looked at
     */
    SwapRig(Path first, SwapConf conf, ModelSlots.Memory memory, AnalyzerConf analyzer) {
        String scope = UUID.randomUUID().toString();
        slots = ModelSlots.acquire(scope);
        slots.value().restore(memory);
        slots.value().listen(events::add);
        lease =
                SharedVision.acquire(
                        new SharedVision.Wanted(
                                Optional.of(new SharedVision.Located(identity(first), first)),
                                Optional.empty()),
                        analyzer,
                        RuntimeConf.cpu(),
                        conf.in(scope),
                        (slot, reference) -> locate(Path.of(reference)),
                        complaint -> {
                            throw new AssertionError(complaint);
                        });
    }

    private static LocatedModel locate(Path file) {
        if (!file.toFile().exists()) {
            throw new IllegalArgumentException("there is no file " + file.getFileName());
        }
        return new LocatedModel(identity(file), ModelFiles.of(file));
    }

    static ModelIdentity identity(Path file) {
        return new ModelIdentity("tiny", file.getFileName().toString(), "");
    }

    static SwapRequest request(Path file, int shadow) {
        return new SwapRequest(
                Slots.OBJECTS, UUID.randomUUID().toString(), file.toString(), shadow, "test", 0);
    }

    ModelSlots slots() {
        return slots.value();
    }

    SwapRequest swap(Path file, int shadow) {
        SwapRequest request = request(file, shadow);
        slots.value().request(request);
        return request;
    }

    /** Looks at a picture of one brightness. */
    VisionOutcome look(int grey) {
        try {
            VisionOutcome outcome =
                    lease.analyzer().analyze(Frames.of("camera", sequence++, jpeg(grey))).get();
            outcomes.add(outcome);
            return outcome;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Looks at a picture of a source of one's own; on any thread. */
    CompletableFuture<VisionOutcome> look(String source, long number, byte[] jpeg) {
        return lease.analyzer().analyze(Frames.of(source, number, jpeg));
    }

    /** Looks at pictures until that happens; the event. */
    SwapEvent lookUntil(int grey, Predicate<SwapEvent> wanted) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () -> {
                            look(grey);
                            return events.stream().anyMatch(wanted);
                        });
        return events.stream().filter(wanted).findFirst().orElseThrow();
    }

    static Predicate<SwapEvent> of(SwapRequest request, SwapPhase phase) {
        return event -> event.requestId().equals(request.id()) && event.phase() == phase;
    }

    List<SwapPhase> phases(SwapRequest request) {
        return events.stream()
                .filter(event -> event.requestId().equals(request.id()))
                .map(SwapEvent::phase)
                .distinct()
                .toList();
    }

    List<SwapEvent> events() {
        return events;
    }

    List<VisionOutcome> outcomes() {
        return outcomes;
    }

    static byte[] jpeg(int grey) throws Exception {
        BufferedImage image = new BufferedImage(416, 416, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(grey, grey, grey));
        graphics.fillRect(0, 0, 416, 416);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }

    @Override
    public void close() {
        lease.close();
        slots.close();
    }
}
