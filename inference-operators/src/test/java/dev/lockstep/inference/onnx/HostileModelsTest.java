package dev.lockstep.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockstep.inference.catalog.ModelStoreException;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.onnx.guard.ModelGuard;
import dev.lockstep.inference.operator.CatalogueSpeechModels;
import dev.lockstep.inference.operator.SpeechModels;
import dev.lockstep.inference.speech.recognize.RecognizerConf;
import dev.lockstep.inference.speech.segment.VoiceActivityState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that must not reach ONNX Runtime, through the same entry as the job's: a good recogniser
 * and a voice activity detector that is spoilt, or the other way round.
 */
class HostileModelsTest {
    @TempDir Path folder;

    private Path speech;
    private Path detector;

    @BeforeEach
    void write() throws Exception {
        speech = Files.createDirectory(folder.resolve("speech"));
        TinyWhisper.write(speech);
        detector = Files.createDirectory(folder.resolve("detector")).resolve("silero_vad.onnx");
        TinyDetector.whole().write(detector);
    }

    @Test
    void goodModelsAreTaken() {
        try (SpeechModels.Lease lease = acquire()) {
            short[] samples = new short[512];
            Arrays.fill(samples, (short) 16_384);
            assertThat(lease.detector().score(samples, 0, VoiceActivityState.fresh()))
                    .isEqualTo(0.5f * 512 / 576);
        }
    }

    @Test
    void graphsThatComputeInInt8AreForACpu() throws Exception {
        assertThat(ModelGuard.check(detector, Optional.empty()).forCpu()).isFalse();
        Path int8 = folder.resolve("int8.onnx");
        new OnnxGraph()
                .input("x", OnnxGraph.FLOAT, 1, 2)
                .output("y", OnnxGraph.FLOAT, 1, 2)
                .node("MatMulInteger", "y", Map.of(), "x", "x")
                .write(int8);
        assertThat(ModelGuard.check(int8, Optional.empty()).forCpu()).isTrue();
    }

    @Test
    void aFileThatIsCutShortIsRefused() throws Exception {
        byte[] whole = Files.readAllBytes(detector);
        for (int length : new int[] {0, 1, 10, whole.length / 2, whole.length - 1}) {
            Files.write(detector, Arrays.copyOf(whole, length));
            assertRefused().hasMessageContaining("cut short, damaged or no ONNX file");
        }
    }

    @Test
    void randomBytesAreRefused() throws Exception {
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[1 + random.nextInt(4_096)];
            random.nextBytes(bytes);
            Files.write(detector, bytes);
            assertRefused();
        }
    }

    /** A weight that has changed is still a graph, so only a checksum can tell. */
    @Test
    void aFlippedBitIsRefusedWhereAChecksumWasPromised() throws Exception {
        TinyDetector.weighted().constant("bias", new float[] {0.25f}, 1, 1).write(detector);
        byte[] bytes = Files.readAllBytes(detector);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        String reference = "file:" + detector + "#sha256=" + sha256;
        models("file:" + speech, reference).acquire().close();

        int weight = indexOf(bytes, new byte[] {0, 0, (byte) 0x80, 0x3e});
        bytes[weight + 2] ^= 0x40;
        Files.write(detector, bytes);
        assertThatThrownBy(() -> models("file:" + speech, reference).acquire())
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining("is refused")
                .hasMessageContaining(sha256);
    }

    /** Whatever bit it is: the file is refused in a sentence, or it is still a model. */
    @Test
    void noFlippedBitEndsInAnythingButASentence() throws Exception {
        TinyDetector.weighted().constant("bias", new float[] {0.25f}, 1, 1).write(detector);
        byte[] whole = Files.readAllBytes(detector);
        int refused = 0;
        for (int bit = 0; bit < whole.length * 8; bit += 3) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            Files.write(detector, flipped);
            try (SpeechModels.Lease lease = acquire()) {
                assertThat(lease.detector()).isNotNull();
            } catch (ModelException e) {
                assertThat(e).hasMessageContaining("silero_vad.onnx");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(whole.length);
    }

    @Test
    void aTensorOfAnotherSizeThanItsShapeIsRefused() throws Exception {
        TinyDetector.weighted().constant("bias", new float[] {0.25f, 1}, 1, 1).write(detector);
        assertRefused().hasMessageContaining("the tensor bias should have 4 bytes and has 8");
    }

    @Test
    void weightsBesideTheGraphAreTaken() throws Exception {
        weightsIn("bias.bin");
        Files.write(detector.resolveSibling("bias.bin"), new byte[] {0, 0, (byte) 0x80, 0x3e});
        try (SpeechModels.Lease lease = acquire()) {
            assertThat(lease.detector().score(new short[512], 0, VoiceActivityState.fresh()))
                    .isEqualTo(0.25f);
        }
    }

    @Test
    void weightsOutsideTheFolderAreRefused() throws Exception {
        Path secret = Files.write(folder.resolve("secret"), new byte[64]);
        for (String place :
                new String[] {secret.toString(), "../secret", "x/../../secret", "..\\secret"}) {
            weightsIn(place);
            assertRefused().hasMessageContaining(place + ", outside its folder");
        }
    }

    @Test
    void weightsBehindALinkAreRefused() throws Exception {
        Path secret = Files.write(folder.resolve("secret"), new byte[64]);
        weightsIn("link");
        Files.createSymbolicLink(detector.resolveSibling("link"), secret);
        assertRefused().hasMessageContaining("link, outside its folder");

        Files.createSymbolicLink(detector.resolveSibling("way"), folder);
        weightsIn("way/secret");
        assertRefused().hasMessageContaining("way/secret, outside its folder");
    }

    @Test
    void weightsWithASecondNameAreRefused() throws Exception {
        Path secret = Files.write(folder.resolve("secret"), new byte[64]);
        weightsIn("bias.bin");
        link(detector.resolveSibling("bias.bin"), secret);
        assertRefused().hasMessageContaining("bias.bin has 2 names (hard links)");
    }

    @Test
    void weightsThatAreTooFewOrMissingAreRefused() throws Exception {
        weightsIn("bias.bin");
        assertRefused().hasMessageContaining("bias.bin beside it, which is no file");
        Files.write(detector.resolveSibling("bias.bin"), new byte[3]);
        assertRefused().hasMessageContaining("bias.bin has 3 bytes and ends before bias does");
    }

    @Test
    void weightsInABranchAreSeenToo() throws Exception {
        OnnxGraph branch =
                new OnnxGraph()
                        .external("bias", Map.of("location", "/etc/passwd", "length", "4"), 1, 1)
                        .node("Identity", "inner", Map.of(), "bias")
                        .output("inner", OnnxGraph.FLOAT, 1, 1);
        TinyDetector.open().branch("condition", "output", branch).write(detector);
        assertRefused().hasMessageContaining("/etc/passwd, outside its folder");
    }

    @Test
    void aGraphWithASecondNameIsRefusedOutsideTheModelStore() throws Exception {
        Path other = detector.resolveSibling("other.onnx");
        link(other, detector);
        assertRefused().hasMessageContaining("silero_vad.onnx has 2 names (hard links)");

        CatalogueSpeechModels inStore =
                new CatalogueSpeechModels(
                        "file:" + speech,
                        "file:" + detector,
                        folder.toString(),
                        RecognizerConf.of(1, false),
                        CatalogueSpeechModels.standard(1, false).runtime());
        assertThatCode(() -> inStore.acquire().close()).doesNotThrowAnyException();
    }

    @Test
    void operatorsOfALibraryAreRefused() throws Exception {
        TinyDetector.open().customNode("evil.ops", "Shell", "output", "input").write(detector);
        assertRefused().hasMessageContaining("the custom operator evil.ops:Shell");
        OnnxGraph branch =
                new OnnxGraph()
                        .customNode("evil.ops", "Hidden", "inner", "input")
                        .output("inner", OnnxGraph.FLOAT, 1, 1);
        TinyDetector.open().branch("condition", "output", branch).write(detector);
        assertRefused().hasMessageContaining("the custom operator evil.ops:Hidden");
    }

    @Test
    void aCompiledEngineIsRefused() throws Exception {
        TinyDetector.open()
                .customNode("com.microsoft", "EPContext", "output", "input")
                .write(detector);
        assertRefused().hasMessageContaining("a compiled engine (EPContext)");
    }

    @Test
    void anOrtFileThatIsNoneIsRefused() throws Exception {
        Files.move(speech.resolve("encoder_model.onnx"), speech.resolve("old"));
        Path encoder = speech.resolve("encoder_model.ort");
        Files.move(
                speech.resolve("decoder_model_merged.onnx"),
                speech.resolve("decoder_model_merged.ort"));
        Files.writeString(speech.resolve("tokenizer.bin"), "");
        Files.writeString(encoder, "this is no model, but long enough for one");
        assertRefused().hasMessageContaining("lacks its identifier ORTM");

        byte[] cut = new byte[32];
        cut[0] = 100;
        System.arraycopy("ORTM".getBytes(StandardCharsets.US_ASCII), 0, cut, 4, 4);
        Files.write(encoder, cut);
        assertRefused().hasMessageContaining("its root is not in it");
    }

    private void weightsIn(String location) throws IOException {
        TinyDetector.weighted()
                .external("bias", Map.of("location", location, "offset", "0", "length", "4"), 1, 1)
                .write(detector);
    }

    private static void link(Path link, Path existing) throws IOException {
        try {
            Files.createLink(link, existing);
        } catch (UnsupportedOperationException e) {
            assumeTrue(false, "this file system has no hard links");
        }
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused() {
        return assertThatThrownBy(() -> acquire().close())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(" is refused: ")
                .hasMessageContaining("lockstep models verify");
    }

    private SpeechModels.Lease acquire() {
        return models("file:" + speech, "file:" + detector.getParent()).acquire();
    }

    private static CatalogueSpeechModels models(String model, String detector) {
        return CatalogueSpeechModels.standard(1, false).with(model, detector);
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int i = 0; i <= bytes.length - wanted.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        throw new IllegalArgumentException("the weight is not there");
    }
}
