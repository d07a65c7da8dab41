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
 * Collects items, leaves out and counts those whose files are not there, and refuses what cannot be
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
     * Adds an item, or a sentence about the file that it lacks.
     *
     * @param where file and line, for messages
     * @throws UserException when the id is there already
     */
    void add(Item item, String where) {
        if (!ids.add(item.id())) {
            throw new UserException(
                    where + ": the id " + item.id() + " is there twice: give each item its own.");
        }
        Path gone = gone(item);
        if (gone == null) {
            items.add(item);
        } else {
            lacks(item.id(), gone.toString(), where);
        }
    }

    /** An item that cannot be evaluated because something is not there. */
    void lacks(String id, String what, String where) {
        missing.add(where + ": " + id + " was left out, " + what + " is not there.");
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
                                    + " has its files, the first: "
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
