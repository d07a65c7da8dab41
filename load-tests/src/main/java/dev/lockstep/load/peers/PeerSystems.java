package dev.lockstep.load.peers;

import dev.lockstep.load.system.CaptioningSystem;

import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.connector.base.source.reader.SourceReaderBase;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.kafka.clients.producer.KafkaProducer;

/** The peers by the names that {@code --systems} knows, with the versions that are compared. */
final class PeerSystems {
    private final Path cache;
    private final Path moonshineModels;
    private final WhisperModel whisper;
    private final PrintStream progress;

    /**
     * @param cache folder of the environments
     * @param moonshineModels folder of the weights that ours uses too
     */
    PeerSystems(Path cache, Path moonshineModels, WhisperModel whisper, PrintStream progress) {
        this.cache = cache;
        this.moonshineModels = moonshineModels;
        this.whisper = whisper;
        this.progress = progress;
    }

    /** All of them, in the order of the table; making one costs nothing. */
    Map<String, Supplier<CaptioningSystem>> all() {
        Map<String, Supplier<CaptioningSystem>> systems = new LinkedHashMap<>();
        systems.put("moonshine", () -> moonshine("moonshine-voice 0.0.44", false));
        systems.put("moonshine-patched", () -> moonshine("moonshine-voice 0.0.44 patched", true));
        systems.put("whisperlive", () -> whisperLive("", 10));
        systems.put("whisperlive-tuned", () -> whisperLive(" tuned", 3));
        systems.put("plain", this::plain);
        systems.put("pyflink", this::pyFlink);
        return systems;
    }

    private CaptioningSystem moonshine(String name, boolean patched) {
        return new ScriptedSystem(
                name,
                PeerEnvironment.moonshine(cache, progress),
                "peer_moonshine.py",
                () -> Map.of("models", moonshineModels.toString(), "patched", patched));
    }

    private CaptioningSystem whisperLive(String variant, int sameOutputThreshold) {
        PeerEnvironment environment =
                new PeerEnvironment(
                        "WhisperLive 0.10.0",
                        cache.resolve("whisperlive"),
                        List.of(
                                // Its requirements name much that its faster-whisper part never
                                // imports, and PyAudio, which needs a compiler.
                                List.of(
                                        "--no-deps",
                                        "whisper-live==0.10.0",
                                        "faster-whisper==1.2.0",
                                        WhisperModel.PACKAGE),
                                List.of(
                                        "--no-cache-dir",
                                        "--only-binary=:all:",
                                        "torch==2.15.0",
                                        "ctranslate2==4.6.0",
                                        "tokenizers==0.20.3",
                                        "av==18.1.0",
                                        "huggingface-hub==0.27.1",
                                        "onnxruntime==1.23.2",
                                        "numpy==2.4.6",
                                        "websockets==17.4",
                                        "fastapi==0.165.0",
                                        "uvicorn==0.54.0",
                                        "python-multipart==0.0.34",
                                        "tqdm==4.70.1")),
                        progress);
        return new ScriptedSystem(
                "WhisperLive 0.10.0" + variant + ", Whisper " + whisper.label() + " int8",
                environment,
                "peer_whisperlive.py",
                () ->
                        Map.of(
                                "model",
                                whisper.folder(environment).toString(),
                                "same_output_threshold",
                                sameOutputThreshold));
    }

    private CaptioningSystem plain() {
        PeerEnvironment environment =
                new PeerEnvironment(
                        "the plain consumer",
                        cache.resolve("plain"),
                        List.of(
                                // silero-vad asks for torch, which its ONNX model does not need.
                                List.of("--no-deps", "silero-vad==6.2.3", WhisperModel.PACKAGE),
                                List.of(
                                        "--only-binary=:all:",
                                        "faster-whisper==1.2.1",
                                        "ctranslate2==4.6.0",
                                        "tokenizers==0.20.3",
                                        "huggingface-hub==0.27.1",
                                        "av==18.1.0",
                                        "confluent-kafka==2.12.1",
                                        "fastavro==1.13.1",
                                        "onnxruntime==1.23.2",
                                        "numpy==2.4.6")),
                        progress);
        return new KafkaPeerSystem(
                "plain consumer, Whisper " + whisper.label() + " int8",
                environment,
                whisper,
                "peer_plain.py",
                List.of());
    }

    private CaptioningSystem pyFlink() {
        PeerEnvironment environment =
                new PeerEnvironment(
                        "PyFlink 2.3.0",
                        cache.resolve("pyflink"),
                        List.of(
                                List.of("apache-flink==2.3.0"),
                                List.of("--no-deps", "silero-vad==6.2.3", WhisperModel.PACKAGE),
                                List.of(
                                        "--only-binary=:all:",
                                        "faster-whisper==1.2.1",
                                        "ctranslate2==4.6.0",
                                        "tokenizers==0.20.3",
                                        "huggingface-hub==0.27.1",
                                        "av==18.1.0",
                                        "fastavro==1.13.1",
                                        "onnxruntime==1.23.2",
                                        "numpy==2.1.3")),
                        progress);
        return new KafkaPeerSystem(
                "PyFlink 2.3.0, Whisper " + whisper.label() + " int8",
                environment,
                whisper,
                "peer_pyflink.py",
                List.of(
                        jar(KafkaSource.class),
                        jar(KafkaProducer.class),
                        jar(SourceReaderBase.class)));
    }

    /** Where a class of our own class path comes from. */
    private static Path jar(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
