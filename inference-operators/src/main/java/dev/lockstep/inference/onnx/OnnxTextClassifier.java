package dev.lockstep.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.onnx.session.ModelSession;
import dev.lockstep.inference.runtime.ModelFiles;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.runtime.SharedResources;
import dev.lockstep.inference.text.encode.HubTextTokenizer;
import dev.lockstep.inference.text.moderate.TextClassifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A sequence classifier as the Hugging Face exporter writes it: {@code input_ids}, {@code
 * attention_mask} and maybe {@code token_type_ids}, int64 [1, tokens], in; {@code logits}, float
 * [1, labels], out. {@code config.json} beside it names the labels ({@code id2label}); they exclude
 * one another (softmax) unless its {@code problem_type} is {@code multi_label_classification}
 * (sigmoid). Thread-safe.
 */
public final class OnnxTextClassifier implements TextClassifier {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final SharedResources.Lease<ModelSession> lease;
    private final ModelSession session;
    private final HubTextTokenizer tokenizer;
    private final String output;
    private final List<String> labels;
    private final boolean exclusive;

    /**
     * @param folder with {@code model.onnx}, {@code tokenizer.json} and {@code config.json}
     * @param maxTokens most tokens of a text
     * @param runtime how it is run
     * @throws ModelException if a file is missing, damaged or does not fit the others
     */
    public OnnxTextClassifier(Path folder, int maxTokens, RuntimeConf runtime) {
        file = folder.resolve("model.onnx");
        JsonNode config = config(folder.resolve("config.json"));
        labels = labels(config, folder);
        exclusive = !config.path("problem_type").asText("").equals("multi_label_classification");
        tokenizer = new HubTextTokenizer(folder.resolve("tokenizer.json"), maxTokens);
        SharedResources.Lease<ModelSession> opened = null;
        boolean usable = false;
        try {
            opened = ModelSession.acquire(ModelFiles.of(file), runtime, Map.of());
            lease = opened;
            session = lease.value();
            Set<String> outputs = session.outputs().keySet();
            output = outputs.contains("logits") ? "logits" : outputs.iterator().next();
            check(session);
            usable = true;
        } finally {
            if (!usable) {
                tokenizer.close();
                if (opened != null) {
                    opened.close();
                }
            }
        }
    }

    private static JsonNode config(Path file) {
        try {
            return MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new ModelException(
                    "The labels of a text classifier are in config.json, and "
                            + file
                            + " cannot be read.",
                    e);
        }
    }

    private static List<String> labels(JsonNode config, Path folder) {
        JsonNode byId = config.path("id2label");
        List<String> labels = new ArrayList<>();
        for (int id = 0; id < byId.size(); id++) {
            if (!byId.path(String.valueOf(id)).isTextual()) {
                break;
            }
            labels.add(byId.path(String.valueOf(id)).asText());
        }
        if (labels.isEmpty() || labels.size() != byId.size()) {
            throw new ModelException(
                    "config.json in "
                            + folder
                            + " has no id2label with the labels 0, 1, 2, …: take it from the same"
                            + " place as the model.");
        }
        return labels;
    }

    private void check(ModelSession opened) {
        long[] shape = OnnxSignature.shape(opened.outputs(), output);
        if (!OnnxTextInputs.fits(opened.inputs().keySet())
                || shape.length != 2
                || (shape[1] >= 0 && shape[1] != labels.size())) {
            throw new ModelException(
                    file
                            + " does not take input_ids and attention_mask and give logits [1, "
                            + labels.size()
                            + "], one for each label of config.json.");
        }
    }

    @Override
    public Map<String, Float> classify(String text) {
        OnnxTextInputs inputs = new OnnxTextInputs(session.inputs().keySet());
        Map<String, OnnxTensor> fed = Map.of();
        try {
            fed = inputs.of(tokenizer.encode(text));
            try (OrtSession.Result result = session.run(fed, Set.of(output), Map.of())) {
                return scores(((float[][]) result.get(0).getValue())[0]);
            }
        } catch (OrtException e) {
            throw new ModelException(file.getFileName() + " failed: " + e.getMessage(), e);
        } finally {
            fed.values().forEach(OnnxTensor::close);
        }
    }

    private Map<String, Float> scores(float[] logits) {
        if (logits.length != labels.size()) {
            throw new ModelException(
                    file.getFileName()
                            + " gave "
                            + logits.length
                            + " scores for "
                            + labels.size()
                            + " labels.");
        }
        double[] odds = new double[logits.length];
        double highest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            if (!Float.isFinite(logit)) {
                throw new ModelException(file.getFileName() + " gave scores that are no numbers.");
            }
            highest = Math.max(highest, logit);
        }
        double sum = 0;
        for (int i = 0; i < odds.length; i++) {
            odds[i] = Math.exp(logits[i] - highest);
            sum += odds[i];
        }
        Map<String, Float> scores = new TreeMap<>();
        for (int i = 0; i < odds.length; i++) {
            double score = exclusive ? odds[i] / sum : 1 / (1 + Math.exp(-logits[i]));
            scores.put(labels.get(i), (float) score);
        }
        return scores;
    }

    @Override
    public void close() {
        tokenizer.close();
        lease.close();
    }
}
