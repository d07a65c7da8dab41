package dev.lockstep.inference.onnx;

import dev.lockstep.inference.decode.BinTokenizer;
import dev.lockstep.inference.decode.JsonTokenizer;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.speech.model.FrontEnd;
import dev.lockstep.inference.speech.model.HubSpeechConfig;
import dev.lockstep.inference.speech.model.SpeechModel;
import dev.lockstep.inference.speech.model.SpeechModelFiles;
import dev.lockstep.inference.speech.model.SpeechModelSpec;
import dev.lockstep.inference.speech.recognize.SpeechConf;
import java.nio.file.Path;

/** Loads the speech model that a folder holds; its files say of which family it is. Stateless. */
final class SpeechModelFolder {
    private SpeechModelFolder() {}

    /** {@link #load(SpeechConf, RuntimeConf)} on the CPU. */
    static SpeechModel load(SpeechConf conf) {
        return load(conf, OnnxRuntime.cpu());
    }

    /**
     * Loads it.
     *
     * @throws dev.lockstep.inference.model.ModelException if a file is missing or damaged
     */
    static SpeechModel load(SpeechConf conf, RuntimeConf runtime) {
        Path folder = Path.of(conf.modelFolder());
        SpeechModelFiles files = SpeechModelFiles.in(folder);
        Path encoder = folder.resolve(files.encoder());
        Path decoder = folder.resolve(files.decoder());
        return switch (files.layout()) {
            case MOONSHINE_VOICE ->
                    new OnnxSpeechModel(
                            SpeechModelSpec.moonshine(conf.modelId(), conf.modelVersion()),
                            FrontEnd.waveform(),
                            BinTokenizer.read(folder.resolve("tokenizer.bin")),
                            encoder,
                            decoder,
                            runtime);
            case HUGGING_FACE -> {
                JsonTokenizer tokenizer = JsonTokenizer.read(folder.resolve("tokenizer.json"));
                HubSpeechConfig hub =
                        HubSpeechConfig.read(
                                folder.resolve("config.json"),
                                tokenizer,
                                conf.modelId(),
                                conf.modelVersion());
                yield new OnnxSpeechModel(
                        hub.spec(), hub.frontEnd(), tokenizer, encoder, decoder, runtime);
            }
        };
    }
}
