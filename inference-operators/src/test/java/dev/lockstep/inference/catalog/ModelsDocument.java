package dev.lockstep.inference.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The part of docs/models.md that is made from the catalogue: a table of all models, then the files
 * of each. It stands between two marks; the rest of the document is written by hand.
 */
final class ModelsDocument {
    static final String BEGIN =
            "<!-- from models.json; mvn -pl inference-operators -am test -Dtest=ModelsDocumentTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dlockstep.docs.write=true -->";
    static final String END = "<!-- end of what is made from models.json -->";

    private ModelsDocument() {}

    /** The document with its made part as the catalogue wants it. */
    static String current(String document, ModelCatalogue catalogue) {
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("The document lacks the two marks.");
        }
        return document.substring(0, begin)
                + BEGIN
                + "\n\n"
                + render(catalogue)
                + "\n"
                + document.substring(end);
    }

    static String render(ModelCatalogue catalogue) {
        StringBuilder out = new StringBuilder();
        out.append("| id | task | package | size | licence |\n|---|---|---|---:|---|\n");
        for (ModelEntry entry : catalogue.entries()) {
            out.append("| [`").append(entry.id()).append("`](#").append(entry.id()).append(") | ");
            out.append(entry.task()).append(" | ");
            out.append(cell(entry.source().label())).append(" | ");
            out.append(megabytes(entry.sizeBytes())).append(" | ");
            out.append(entry.licence()).append(" |\n");
        }
        catalogue.entries().forEach(entry -> appendSection(out, entry));
        return out.toString();
    }

    /** The document in the checkout that the test runs in. */
    static Path file() {
        for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
            Path file = dir.resolve("docs").resolve("models.md");
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        throw new IllegalStateException("There is no docs/models.md above the working folder.");
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void appendSection(StringBuilder out, ModelEntry entry) {
        out.append("\n### ").append(entry.id()).append("\n\n");
        out.append(cell(entry.description())).append(".\n\n");
        out.append("- Package: ").append(cell(entry.source().label()));
        if (entry.source().archiveBytes() >= 0) {
            out.append(", `").append(entry.source().archive()).append("`, ");
            out.append(megabytes(entry.source().archiveBytes()));
        }
        out.append("\n- Version: ").append(entry.version());
        out.append("\n- Licence: ").append(entry.licence()).append(". ").append(entry.notice());
        out.append("\n\n| file | path in the package | bytes | SHA-256 |\n|---|---|---:|---|\n");
        for (ModelFile file : entry.files()) {
            out.append("| `").append(file.name()).append("` | `");
            out.append(file.pathInPackage()).append("` | ");
            out.append(file.sizeBytes()).append(" | `").append(file.sha256()).append("` |\n");
        }
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
