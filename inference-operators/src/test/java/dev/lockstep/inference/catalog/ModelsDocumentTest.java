package dev.lockstep.inference.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelsDocumentTest {
    private static final ModelCatalogue CATALOGUE = ModelCatalogue.standard();

    @Test
    void theCommittedDocumentIsMadeFromTheCatalogue() throws IOException {
        Path file = ModelsDocument.file();
        String wanted = ModelsDocument.current(ModelsDocument.read(file), CATALOGUE);
        if (Boolean.getBoolean("lockstep.docs.write")) {
            Files.writeString(file, wanted);
        }
        assertThat(ModelsDocument.read(file))
                .as("docs/models.md is out of date: run the command in its comment")
                .isEqualTo(wanted);
    }

    @Test
    void everyModelStandsThereWithPackageVersionSizeChecksumAndLicence() {
        String document = ModelsDocument.render(CATALOGUE);
        assertThat(CATALOGUE.entries()).hasSizeGreaterThanOrEqualTo(8);
        for (ModelEntry entry : CATALOGUE.entries()) {
            assertThat(document)
                    .contains("\n### " + entry.id() + "\n")
                    .contains(entry.task(), entry.source().label(), entry.version())
                    .contains(entry.licence(), entry.notice());
            for (ModelFile file : entry.files()) {
                assertThat(document)
                        .contains("| " + file.sizeBytes() + " | `" + file.sha256() + "` |")
                        .contains("`" + file.name() + "` | `" + file.pathInPackage() + "`");
            }
        }
    }

    @Test
    void onlyTheMadePartChanges() {
        String document =
                "before\n" + ModelsDocument.BEGIN + "\nold\n" + ModelsDocument.END + "\nafter\n";
        String current = ModelsDocument.current(document, ModelCatalogue.of(List.of()));
        assertThat(current)
                .startsWith("before\n" + ModelsDocument.BEGIN)
                .endsWith(ModelsDocument.END + "\nafter\n")
                .doesNotContain("old");
        assertThat(ModelsDocument.current(current, ModelCatalogue.of(List.of())))
                .isEqualTo(current);
    }

    @Test
    void aDocumentWithoutTheMarksIsRefused() {
        assertThatThrownBy(() -> ModelsDocument.current("nothing", CATALOGUE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
