package dev.lockstep.load.evaluate.robustness;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is done to pictures on their way. Stateless. */
final class PictureConditions {
    private static final List<Double> SIGMAS_PX = List.of(1.0, 2.0, 4.0);
    private static final List<Integer> QUALITIES_PERCENT = List.of(50, 20, 5);

    private PictureConditions() {}

    /** Something that happens to a JPEG. */
    @FunctionalInterface
    interface Condition {
        /** The JPEG that arrives. */
        byte[] of(byte[] jpeg) throws IOException;
    }

    /** All of them by name, the mildest of a kind first. */
    static Map<String, Condition> all() {
        Map<String, Condition> all = new LinkedHashMap<>();
        for (double sigma : SIGMAS_PX) {
            all.put("blur, sigma " + (int) sigma + " px", jpeg -> PictureDamage.blur(jpeg, sigma));
        }
        for (int quality : QUALITIES_PERCENT) {
            all.put(
                    "JPEG quality " + quality,
                    jpeg -> PictureDamage.compress(jpeg, quality / 100f));
        }
        return all;
    }
}
