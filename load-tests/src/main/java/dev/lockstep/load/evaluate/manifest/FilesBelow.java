package dev.lockstep.load.evaluate.manifest;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds files below a folder as sets lie on disks: links are followed, since large sets lie on
 * another disk; hidden names are left out, since a Mac leaves a {@code ._NAME} beside every file it
 * copies; what may not be read is passed over. Stateless.
 */
final class FilesBelow {
    private FilesBelow() {}

    /**
     * The files, ordered by path.
     *
     * @param deepest levels that are gone down; 1 for the folder's own files
     * @param name what their names are like
     */
    static List<Path> of(Path folder, int deepest, Predicate<String> name) throws IOException {
        return of(folder, deepest, Integer.MAX_VALUE, name);
    }

    /** Whether there is such a file. */
    static boolean any(Path folder, int deepest, Predicate<String> name) throws IOException {
        return !of(folder, deepest, 1, name).isEmpty();
    }

    private static List<Path> of(Path folder, int deepest, int most, Predicate<String> name)
            throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(
                folder,
                EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                deepest,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes is) {
                        return isHidden(at) && !at.equals(folder)
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
                        if (is.isRegularFile()
                                && !isHidden(file)
                                && name.test(String.valueOf(file.getFileName()))) {
                            found.add(file);
                        }
                        return found.size() < most
                                ? FileVisitResult.CONTINUE
                                : FileVisitResult.TERMINATE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException reason) {
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path at, @Nullable IOException reason) {
                        return FileVisitResult.CONTINUE;
                    }
                });
        found.sort(null);
        return found;
    }

    private static boolean isHidden(Path file) {
        return String.valueOf(file.getFileName()).startsWith(".");
    }
}
