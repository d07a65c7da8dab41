package dev.lockstep.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lockstep.local.doctor.Finding.Level;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {
    @TempDir private Path dir;

    @Test
    void memoryIsJudgedByWhatIsAvailable() throws IOException {
        assertThat(MachineChecks.memory(meminfo(500_000)).level()).isEqualTo(Level.FAIL);
        assertThat(MachineChecks.memory(meminfo(1_500_000)).level()).isEqualTo(Level.WARN);
        assertThat(MachineChecks.memory(meminfo(4_000_000)).level()).isEqualTo(Level.OK);
        assertThat(MachineChecks.memory(dir.resolve("none")).level()).isEqualTo(Level.OK);
    }

    @Test
    void aFolderThatIsAFileFails() throws IOException {
        Path file = Files.createFile(dir.resolve("file"));
        assertThat(MachineChecks.disk("cache", file.resolve("below")).level())
                .isEqualTo(Level.FAIL);
        assertThat(MachineChecks.disk("cache", dir.resolve("a/b")).detail()).contains("MB free");
    }

    @Test
    void aTakenPortIsSeen() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Finding taken = NetworkChecks.port("--kafka-port", socket.getLocalPort());
            assertThat(taken.level()).isEqualTo(Level.WARN);
            assertThat(taken.advice()).contains("--kafka-port");
        }
    }

    @Test
    void aRegistryThatIsNoneFails() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/subjects",
                exchange -> {
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            assertThat(NetworkChecks.registry(url + "/").level()).isEqualTo(Level.OK);
            assertThat(NetworkChecks.registry(url + "/other").detail()).contains("404");
        } finally {
            server.stop(0);
        }
        assertThat(NetworkChecks.registry(url).level()).isEqualTo(Level.FAIL);
        assertThat(NetworkChecks.registry("no address at all").level()).isEqualTo(Level.FAIL);
    }

    @Test
    void brokersThatAreNotThereFail() {
        assertThat(NetworkChecks.brokers("127.0.0.1:1").level()).isEqualTo(Level.FAIL);
        assertThat(NetworkChecks.brokers("not an address").level()).isEqualTo(Level.FAIL);
    }

    @Test
    void theRegistrysHomeMustHoldIt() {
        assertThat(ToolChecks.registry(null).level()).isEqualTo(Level.FAIL);
        assertThat(ToolChecks.registry(dir.toString()).level()).isEqualTo(Level.FAIL);
        assertThat(ToolChecks.registry(System.getProperty("lockstep.registry.home")).level())
                .isEqualTo(Level.OK);
    }

    private Path meminfo(long availableKb) throws IOException {
        return Files.writeString(
                dir.resolve("meminfo"),
                "MemTotal:       16000000 kB\nMemAvailable:   " + availableKb + " kB\n");
    }
}
