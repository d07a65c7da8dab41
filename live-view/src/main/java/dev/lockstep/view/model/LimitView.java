package dev.lockstep.view.model;

import org.jspecify.annotations.Nullable;

/**
 * A figure beside a limit. Immutable.
 *
 * @param id stable name, such as crtc-lag
 * @param who who says so
 * @param kind rule, recommendation or target; a target is one of this project, which nobody else
 *     asks for
 * @param figure what is compared
 * @param unit of measured and limit: ms, wpm, %, share, count or per word
 * @param measured the figure; null where it was not measured
 * @param atMost true: pass at the limit or below; false: pass at the limit or above
 * @param limit the limit
 * @param verdict pass, fail, or unknown where it was not measured
 * @param source where the limit was read
 */
public record LimitView(
        String id,
        String who,
        String kind,
        String figure,
        String unit,
        @Nullable Double measured,
        boolean atMost,
        double limit,
        String verdict,
        String source) {}
