package dev.lockstep.schema.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockstep.schema.avro.PayloadReference;
import dev.lockstep.schema.payload.PayloadStoreException.Kind;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePayloadStoreTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final byte[] ABC = {'a', 'b', 'c'};
    private static final String ABC_SHA_256 =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir private Path root;

    @Test
    void whatIsStoredIsReadBack() throws Exception {
        PayloadReference reference = at(NOW).put(ABC);

        assertThat(reference.getSha256()).isEqualTo(ABC_SHA_256);
        assertThat(reference.getSizeBytes()).isEqualTo(3);
        assertThat(reference.getExpiresAtUs())
                .isEqualTo(NOW.plusSeconds(3_600).getEpochSecond() * 1_000_000);
        assertThat(Files.readAllBytes(Path.of(URI.create(reference.getUri())))).isEqualTo(ABC);
        assertThat(at(NOW).get(reference)).isEqualTo(ABC);
    }

    @Test
    void theSameContentIsStoredOnceAndLivesOnFromTheLastTime() throws Exception {
        at(NOW).put(ABC);
        PayloadReference again = at(NOW.plusSeconds(3_000)).put(ABC);

        assertThat(at(NOW.plusSeconds(6_599)).sweep()).isZero();
        assertThat(at(NOW).get(again)).isEqualTo(ABC);
        assertThat(fileCount()).isEqualTo(1);

        assertThat(at(NOW.plusSeconds(6_601)).sweep()).isEqualTo(1);
        assertThat(kindOf(again)).isEqualTo(Kind.MISSING);
    }

    @Test
    void anInterruptedWriteIsSweptAndNeverRead() throws Exception {
        PayloadReference reference = at(NOW).put(ABC);
        Path half = Path.of(URI.create(reference.getUri())).resolveSibling(".x.part");
        Files.write(half, new byte[] {'a'});
        Files.setLastModifiedTime(half, FileTime.from(NOW));

        assertThat(at(NOW.plusSeconds(3_601)).sweep()).isEqualTo(2);
        assertThat(fileCount()).isZero();
    }

    @Test
    void damageIsNoticed() throws Exception {
        PayloadReference reference = at(NOW).put(ABC);
        Path file = Path.of(URI.create(reference.getUri()));

        Files.writeString(file, "abd");
        assertThat(kindOf(reference)).isEqualTo(Kind.DAMAGED);

        Files.writeString(file, "ab");
        assertThat(kindOf(reference)).isEqualTo(Kind.DAMAGED);

        at(NOW).put(ABC);
        assertThat(at(NOW).get(reference)).isEqualTo(ABC);
    }

    @Test
    void aReferenceLeadsNowhereElse() throws Exception {
        Path secret = Files.writeString(root.resolveSibling("secret"), "abc");
        PayloadReference crafted =
                new PayloadReference(secret.toUri().toString(), "../../secret", 3L, null);

        assertThat(kindOf(crafted)).isEqualTo(Kind.DAMAGED);
        crafted.setSha256(ABC_SHA_256);
        assertThat(kindOf(crafted)).isEqualTo(Kind.MISSING);
    }

    @Test
    void aFolderThatCannotBeWrittenToIsSaidInASentence() throws Exception {
        Path file = Files.writeString(root.resolve("file"), "");
        PayloadStore store =
                new FilePayloadStore(file, Duration.ofHours(1), Clock.fixed(NOW, ZoneOffset.UTC));

        assertThatExceptionOfType(PayloadStoreException.class)
                .isThrownBy(() -> store.put(ABC))
                .withMessageContaining("could not be stored in " + file)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    }

    @Test
    void sweepingAFolderThatIsNotThereRemovesNothing() {
        PayloadStore store =
                new FilePayloadStore(
                        root.resolve("none"),
                        Duration.ofHours(1),
                        Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(store.sweep()).isZero();
    }

    private PayloadStore at(Instant now) {
        return new FilePayloadStore(root, Duration.ofHours(1), Clock.fixed(now, ZoneOffset.UTC));
    }

    private Kind kindOf(PayloadReference reference) {
        PayloadStoreException[] thrown = new PayloadStoreException[1];
        assertThatExceptionOfType(PayloadStoreException.class)
                .isThrownBy(() -> at(NOW).get(reference))
                .satisfies(e -> thrown[0] = e);
        return thrown[0].kind();
    }

    private long fileCount() throws Exception {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).count();
        }
    }
}
