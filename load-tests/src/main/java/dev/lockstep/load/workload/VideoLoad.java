package dev.lockstep.load.workload;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

/**
 * Pictures that are drawn for the run. Immutable.
 *
 * @param rate pictures a second
 * @param width pixels, 640 unless given
 * @param height pixels, 360 unless given
 * @param pictures how many differ, 4 unless given; they take turns, so 1 is a still
 */
record VideoLoad(
        @JsonProperty(required = true) double rate,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Integer pictures) {
    VideoLoad {
        width = width == null ? Integer.valueOf(640) : width;
        height = height == null ? Integer.valueOf(360) : height;
        pictures = pictures == null ? Integer.valueOf(4) : pictures;
        Checks.above("rate", 0, rate);
        Checks.atLeast("width", 16, width);
        Checks.atLeast("height", 16, height);
        Checks.atLeast("pictures", 1, pictures);
    }
}
