package dev.lockstep.view.state;

import dev.lockstep.schema.avro.ModelReference;
import dev.lockstep.view.model.ModelView;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Models and small words as the view tells them. Stateless. */
final class ModelViews {
    private ModelViews() {}

    static @Nullable ModelView of(@Nullable ModelReference model) {
        return model == null ? null : new ModelView(model.getId(), model.getVersion());
    }

    static List<ModelView> of(Collection<ModelReference> models) {
        return models.stream()
                .map(m -> new ModelView(m.getId(), m.getVersion()))
                .distinct()
                .toList();
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The number that its shortest decimal says, not the one with the float's binary noise. */
    static @Nullable Double real(@Nullable Float value) {
        return value == null ? null : Double.valueOf(value.toString());
    }

    static double real(float value) {
        return Double.parseDouble(Float.toString(value));
    }
}
