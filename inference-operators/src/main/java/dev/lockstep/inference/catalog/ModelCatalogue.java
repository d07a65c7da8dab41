package dev.lockstep.inference.catalog;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The models that Lockstep knows by name. Immutable. */
public final class ModelCatalogue {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .build();

    private final Map<String, ModelEntry> entries;

    private ModelCatalogue(Map<String, ModelEntry> entries) {
        this.entries = entries;
    }

    /** The catalogue that this version of Lockstep ships, {@code models.json}. */
    public static ModelCatalogue standard() {
        try (InputStream in = ModelCatalogue.class.getResourceAsStream("models.json")) {
            if (in == null) {
                throw new IllegalStateException("models.json is missing from the jar");
            }
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a catalogue in the form of {@code models.json}; an unknown field is an error, and so is
     * a missing one but {@code variants}.
     */
    static ModelCatalogue read(InputStream json) throws IOException {
        JsonNode document = MAPPER.readTree(json);
        for (JsonNode model : document.path("models")) {
            if (model instanceof ObjectNode fields && !fields.has("variants")) {
                fields.putArray("variants");
            }
        }
        return of(MAPPER.treeToValue(document, Document.class).models());
    }

    /** A catalogue of these entries; two with one id are an error. */
    public static ModelCatalogue of(List<ModelEntry> entries) {
        Map<String, ModelEntry> byId = new LinkedHashMap<>();
        for (ModelEntry entry : entries) {
            if (byId.putIfAbsent(entry.id(), entry) != null) {
                throw new IllegalArgumentException("Two models have the id " + entry.id());
            }
        }
        return new ModelCatalogue(byId);
    }

    /** All models, in the catalogue's order. */
    public List<ModelEntry> entries() {
        return List.copyOf(entries.values());
    }

    /** The model with this id. */
    public Optional<ModelEntry> find(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    /**
     * The model with this id, or the user's own that a {@code file:} or {@code hf:} reference names
     * (see {@link ModelReference}).
     *
     * @throws ModelStoreException when there is none
     */
    public ModelEntry require(String idOrReference) {
        if (ModelReference.isReference(idOrReference)) {
            return ModelReference.parse(idOrReference);
        }
        return find(idOrReference)
                .orElseThrow(
                        () ->
                                new ModelStoreException(
                                        "There is no model '"
                                                + idOrReference
                                                + "'; there are "
                                                + String.join(", ", entries.keySet())
                                                + ", and your own as file:PATH or"
                                                + " hf:ORG/REPO@REVISION/PATH."));
    }

    /** Those that come in the same package as {@code entry}, itself among them. */
    List<ModelEntry> inSamePackage(ModelEntry entry) {
        List<ModelEntry> same =
                entries.values().stream()
                        .filter(other -> other.source().equals(entry.source()))
                        .collect(Collectors.toList());
        return same.contains(entry) ? same : List.of(entry);
    }

    private record Document(List<ModelEntry> models) {}
}
