package dev.lockstep.load.evaluate.manifest;

import dev.lockstep.local.failure.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects items, leaves out and counts those that cannot be evaluated, and refuses what cannot be
 * meant. One thread.
 */
final class SuiteBuilder {
    private final String name;
    private final List<Item> items = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    SuiteBuilder(String name) {
        this.name = name;
    }

    /**
     * Adds an item that a person wrote down, or a sentence about the file that it lacks.
     *
     * @param where file and line, for messages
     * @throws UserException when the id is there already
     */
    void add(Item item, String where) {
        if (!ids.add(item.id())) {
            throw new UserException(
                    where + ": the id " + item.id() + " is there twice: give each item its own.");
        }
        addIfThere(item, where);
    }

    /**
     * The same for an item of a set that somebody else made: an id that is there already costs the
     * item, not the set.
     */
    void addFound(Item item, String where) {
        if (ids.add(item.id())) {
            addIfThere(item, where);
        } else {
            leaveOut(item.id(), "is there twice, and the first counts", where);
        }
    }

    private void addIfThere(Item item, String where) {
        Path gone = gone(item);
        if (gone == null) {
            items.add(item);
        } else {
            leaveOut(item.id(), "was left out, " + gone + " is not there", where);
        }
    }

    /**
     * A sentence about an item that cannot be evaluated.
     *
     * @param what what happened to it, after its id
     */
    void leaveOut(String id, String what, String where) {
        missing.add(where + ": " + id + " " + what + ".");
    }

    /**
     * The suite.
     *
     * @throws UserException when nothing is left
     */
    Suite build() {
        if (items.isEmpty()) {
            throw new UserException(
                    missing.isEmpty()
                            ? name + " holds no items: name another suite, or another --format."
                            : "None of the "
                                    + missing.size()
                                    + " items of "
                                    + name
                                    + " can be evaluated, the first: "
                                    + missing.get(0)
                                    + " Put the files there, or correct the paths.");
        }
        return new Suite(name, items, missing);
    }

    private static @Nullable Path gone(Item item) {
        Clip sound = item.sound();
        if (sound != null && !Files.isRegularFile(sound.file())) {
            return sound.file();
        }
        for (LabelledPicture picture : item.pictures()) {
            if (!Files.isRegularFile(picture.file())) {
                return picture.file();
            }
        }
        return null;
    }
}
