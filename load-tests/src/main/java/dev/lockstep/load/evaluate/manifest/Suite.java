package dev.lockstep.load.evaluate.manifest;

import java.util.List;

/**
 * The items of a suite. Immutable.
 *
 * @param name for reports
 * @param items those whose files are there
 * @param missing a sentence for each item that was left out, because a file is not there or a line
 *     cannot be used
 */
public record Suite(String name, List<Item> items, List<String> missing) {
    public Suite {
        items = List.copyOf(items);
        missing = List.copyOf(missing);
    }

    /** The first items only; all where the limit is 0. */
    public Suite limited(int limit) {
        return limit <= 0 || items.size() <= limit
                ? this
                : new Suite(name, items.subList(0, limit), missing);
    }
}
