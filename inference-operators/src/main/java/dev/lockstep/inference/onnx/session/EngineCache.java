package dev.lockstep.inference.onnx.session;

import dev.lockstep.inference.model.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * Where TensorRT's engines for a graph lie: an engine fits one graph, one kind of GPU, one driver
 * and one version of the runtime, so all of them are in the folder's name. Stateless.
 */
final class EngineCache {
    private static final Path DRIVER = Path.of("/proc/driver/nvidia");
    private static final String UNKNOWN = "unknown";

    private EngineCache() {}

    /** The folder below {@code root}, created. */
    static Path folder(Path root, Path model, int device, String runtimeVersion) {
        try {
            Path folder =
                    root.resolve(
                            name(sha256(model), gpu(DRIVER, device), driver(), runtimeVersion));
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ModelException(
                    "The folder "
                            + root
                            + " cannot hold TensorRT's engines: make it writable, or set"
                            + " inference.engine-cache to another one.",
                    e);
        }
    }

    /** Its name. */
    static String name(String sha256, String gpu, String driver, String runtimeVersion) {
        return String.join(
                "_", sha256.substring(0, 16), plain(gpu), plain(driver), plain(runtimeVersion));
    }

    private static String plain(String text) {
        return text.replaceAll("[^A-Za-z0-9.]+", "-");
    }

    private static String driver() {
        return firstLine(DRIVER.resolve("version"), "(?s).*?\\s(\\d+\\.\\d+[\\d.]*)\\s.*");
    }

    /** Model of the GPU as its driver tells it; devices are numbered by their bus address. */
    static String gpu(Path driver, int device) {
        Path gpus = driver.resolve("gpus");
        if (!Files.isDirectory(gpus)) {
            return UNKNOWN;
        }
        try (Stream<Path> folders = Files.list(gpus)) {
            return folders.sorted()
                    .skip(device)
                    .findFirst()
                    .map(
                            gpu ->
                                    firstLine(
                                            gpu.resolve("information"),
                                            "(?s).*?Model:\\s*(.+?)\\n.*"))
                    .orElse(UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    private static String firstLine(Path file, String pattern) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return text.matches(pattern) ? text.replaceFirst(pattern, "$1") : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digest =
                        new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
