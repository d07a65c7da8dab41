package dev.lockstep.load.workload;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

/**
 * Messages. Immutable.
 *
 * @param rate messages a second
 * @param characters length of each, 40 unless given
 */
record TextLoad(@JsonProperty(required = true) double rate, @Nullable Integer characters) {
    TextLoad {
        characters = characters == null ? Integer.valueOf(40) : characters;
        Checks.above("rate", 0, rate);
        Checks.atLeast("characters", 1, characters);
    }
}
