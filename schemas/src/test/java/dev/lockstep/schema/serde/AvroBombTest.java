package dev.lockstep.schema.serde;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.record.AvroLimits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs {@link AvroBombs} in JVMs whose heap is far smaller than what the records claim. */
class AvroBombTest {
    private static final String ITEMS = "org.apache.avro.limits.collectionItems.maxLength";
    private static final String RELOCATED = "org.apache.flink.avro.shaded." + ITEMS;

    @Test
    void aFewBytesThatClaimHundredsOfMegabytesAreSetAsideWithoutAllocatingThem() throws Exception {
        assertThat(run(List.of(), "ours"))
                .containsExactly(
                        "bytes TOO_LARGE SystemLimitException",
                        "nulls TOO_LARGE SystemLimitException");
    }

    @Test
    void theClientsOwnAvroAnswersOnlyToTheRelocatedProperty() throws Exception {
        assertThat(run(List.of("-D" + ITEMS + "=1000000"), "relocated"))
                .containsExactly("relocated OutOfMemoryError");
        assertThat(run(List.of("-D" + RELOCATED + "=1000000"), "relocated"))
                .containsExactly("relocated SystemLimitException");
    }

    @Test
    void limitsAreInstalledUnderBothNamesAndWhatIsSetAlreadyWins() {
        String before = System.getProperty(RELOCATED);
        try {
            System.clearProperty(RELOCATED);
            AvroLimits.install();
            assertThat(System.getProperty(RELOCATED))
                    .isEqualTo(Integer.toString(AvroLimits.MAX_ITEMS));
            System.setProperty(RELOCATED, "5");
            AvroLimits.install();
            assertThat(System.getProperty(RELOCATED)).isEqualTo("5");
        } finally {
            if (before == null) {
                System.clearProperty(RELOCATED);
            } else {
                System.setProperty(RELOCATED, before);
            }
        }
    }

    private static List<String> run(List<String> options, String argument) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(AvroBombs.class.getName(), argument));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said.lines().toList();
    }
}
