package dev.lockstep.inference.onnx.guard;

import dev.lockstep.inference.model.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Looks at a model file before ONNX Runtime sees it. Refused are files that are cut short, random
 * or otherwise no graph; operators that a loaded library would have to bring; weights outside the
 * model's folder; and files with a second name, which somebody without access to the first one may
 * have given them (CVE-2026-34446; ONNX Runtime 1.29 reads those). Stateless.
 *
 * <p>What it cannot see: a changed weight. Only a checksum tells, so models of the catalogue are
 * compared with theirs, and a reference may pin one. Of an ORT-format file only the identifier and
 * the root table are looked at; ONNX Runtime verifies the rest itself.
 */
public final class ModelGuard {
    private ModelGuard() {}

    /**
     * What a look at a model tells about it.
     *
     * @param forCpu whether it was made for a CPU: it computes in int8, or is in ONNX Runtime's own
     *     format, into which graphs are brought that were optimised for a CPU
     */
    public record Seen(boolean forCpu) {}

    /**
     * Checks a model.
     *
     * @param model the graph
     * @param store folder in which several names are no harm, since its files are compared with
     *     checksums; empty for none
     * @return what it saw
     * @throws ModelException in a sentence that says why the model is refused
     */
    public static Seen check(Path model, Optional<Path> store) {
        if (!Files.isRegularFile(model)) {
            throw new ModelException(
                    "There is no model file " + model + ". Pull it with `lockstep models pull`.");
        }
        try {
            FileLinks.refuseSecondNames(model, store);
            try (FileChannel file = FileChannel.open(model, StandardOpenOption.READ)) {
                long size = file.size();
                if (size > Integer.MAX_VALUE) {
                    throw new InvalidModelException(
                            "it is larger than the 2 GiB that a graph may have; keep its weights in"
                                    + " a file beside it");
                }
                ByteBuffer bytes =
                        file.map(FileChannel.MapMode.READ_ONLY, 0, size)
                                .order(ByteOrder.LITTLE_ENDIAN);
                if (OrtFormat.recognises(bytes) || model.toString().endsWith(".ort")) {
                    OrtFormat.check(bytes);
                    return new Seen(true);
                }
                OnnxReader reader = new OnnxReader(new ExternalData(model, store));
                reader.check(bytes);
                return new Seen(reader.int8());
            }
        } catch (InvalidModelException e) {
            throw new ModelException(
                    "The model "
                            + model
                            + " is refused: "
                            + e.getMessage()
                            + ". Check it with `lockstep models verify`, or get it again from a"
                            + " source that you trust.",
                    e);
        } catch (IOException e) {
            throw new ModelException(
                    "The model " + model + " cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
