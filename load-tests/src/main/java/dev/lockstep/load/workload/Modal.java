package dev.lockstep.load.workload;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The sources that a stream of a workload may have. */
enum Modal {
    /** Sound. */
    @JsonProperty("audio")
    AUDIO("audio-0"),
    /** Pictures. */
    @JsonProperty("video")
    VIDEO("video-0"),
    /** Messages. */
    @JsonProperty("text")
    TEXT("text-0");

    private final String id;

    Modal(String id) {
        this.id = id;
    }

    /** Its source id. */
    String id() {
        return id;
    }
}
