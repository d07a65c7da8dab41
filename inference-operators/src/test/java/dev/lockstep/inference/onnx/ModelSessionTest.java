package dev.lockstep.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.onnx.session.ModelSession;
import dev.lockstep.inference.onnx.session.TensorPool;
import dev.lockstep.inference.runtime.ExecutionProvider;
import dev.lockstep.inference.runtime.ModelFiles;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.runtime.RuntimeCounts;
import dev.lockstep.inference.runtime.RuntimeStatus;
import dev.lockstep.inference.runtime.SharedResources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSessionTest {
    private static final RuntimeConf CPU = RuntimeConf.cpu();

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void write() throws Exception {
        file = folder.resolve("double.onnx");
        doubling().write(file);
    }

    private static OnnxGraph doubling() {
        return new OnnxGraph()
                .input("x", OnnxGraph.FLOAT, "rows", 2)
                .node("Add", "y", Map.of(), "x", "x")
                .output("y", OnnxGraph.FLOAT, "rows", 2);
    }

    private static SharedResources.Lease<ModelSession> acquire(Path file, RuntimeConf conf) {
        return ModelSession.acquire(ModelFiles.of(file), conf, Map.of("x", new long[] {1, 2}));
    }

    @Test
    void oneCopyPerFileAndConfiguration() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link.onnx"), file);
        int before = ModelSession.loaded();
        try (var first = acquire(file, CPU);
                var second = acquire(link, CPU);
                var slower = acquire(file, CPU.with(Duration.ofSeconds(5)))) {
            assertThat(first.value()).isSameAs(second.value()).isNotSameAs(slower.value());
            assertThat(ModelSession.loaded()).isEqualTo(before + 2);
        }
        assertThat(ModelSession.loaded()).isEqualTo(before);
    }

    @Test
    void aFileThatWasReplacedIsLoadedAgain() throws Exception {
        try (var old = acquire(file, CPU)) {
            doubling().constant("unused", 1, 2, 3).write(file);
            try (var fresh = acquire(file, CPU)) {
                assertThat(fresh.value()).isNotSameAs(old.value());
            }
        }
    }

    @Test
    void tensorsOfThePoolAreUsedAgainByShape() {
        try (var lease = acquire(file, CPU)) {
            ModelSession session = lease.value();
            TensorPool.Pooled in = session.tensors().floats(1, 2);
            var first = in.tensor();
            try (TensorPool.Pooled out = session.tensors().floats(1, 2)) {
                in.floats().put(0, 3).put(1, -1);
                session.run(Map.of("x", in.tensor()), Map.of("y", out.tensor()));
                assertThat(out.floats().get(0)).isEqualTo(6);
                assertThat(out.floats().get(1)).isEqualTo(-2);
            }
            in.close();
            in.close();
            assertThatThrownBy(in::tensor).isInstanceOf(IllegalStateException.class);
            assertThat(session.tensors().idleBytes()).isEqualTo(2 * 8);
            try (var other = session.tensors().floats(3, 2);
                    var same = session.tensors().floats(1, 2)) {
                assertThat(same.tensor()).isSameAs(first);
                assertThat(other.tensor()).isNotSameAs(first);
            }
        }
    }

    @Test
    void threadsThatRunAtOnceHaveTheirOwnAnswers() throws Exception {
        int threads = 4;
        ExecutorService runners = Executors.newFixedThreadPool(threads);
        try (var lease = acquire(file, CPU)) {
            ModelSession session = lease.value();
            List<Future<Integer>> wrong = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int base = thread * 10_000;
                wrong.add(
                        runners.submit(
                                () -> {
                                    int failures = 0;
                                    for (int i = 0; i < 2_000; i++) {
                                        failures += doubles(session, base + i) ? 0 : 1;
                                    }
                                    return failures;
                                }));
            }
            for (Future<Integer> one : wrong) {
                assertThat(one.get()).isZero();
            }
            // What was in use at once is kept, and no more.
            assertThat(session.tensors().idleBytes()).isBetween(2 * 8L, threads * 2 * 8L);
        } finally {
            runners.shutdownNow();
        }
    }

    private static boolean doubles(ModelSession session, float value) {
        try (TensorPool.Pooled in = session.tensors().floats(1, 2);
                TensorPool.Pooled out = session.tensors().floats(1, 2)) {
            in.floats().put(0, value).put(1, -value);
            session.run(Map.of("x", in.tensor()), Map.of("y", out.tensor()));
            return out.floats().get(0) == 2 * value && out.floats().get(1) == -2 * value;
        }
    }

    @Test
    void whatThePoolKeepsIsBounded() {
        try (TensorPool pool = new TensorPool(100)) {
            for (int rows = 1; rows <= 10; rows++) {
                pool.floats(rows, 2).close();
            }
            assertThat(pool.idleBytes()).isBetween(1L, 100L);
            var newest = pool.floats(10, 2).tensor();
            assertThat(newest.isClosed()).isFalse();
        }
    }

    @Test
    void aRunThatTakesTooLongFailsAndIsCounted() throws Exception {
        Path slow = folder.resolve("slow.onnx");
        OnnxGraph graph = new OnnxGraph().input("x", OnnxGraph.FLOAT, 512, 512);
        String last = "x";
        for (int i = 0; i < 2_000; i++) {
            graph.node("MatMul", "y" + i, Map.of(), last, "x");
            last = "y" + i;
        }
        graph.output(last, OnnxGraph.FLOAT, 512, 512).write(slow);
        RuntimeStatus before = RuntimeCounts.process().status();
        List<Integer> heard = new ArrayList<>();
        try (var lease =
                ModelSession.acquire(
                        ModelFiles.of(slow), CPU.with(Duration.ofMillis(50)), Map.of())) {
            ModelSession session = lease.value();
            session.onFailure((model, consecutive, cause) -> heard.add(consecutive));
            try (TensorPool.Pooled x = session.tensors().floats(512, 512)) {
                String wanted = last;
                for (int i = 0; i < 2; i++) {
                    assertThatThrownBy(
                                    () ->
                                            session.run(
                                                    Map.of("x", x.tensor()),
                                                    Set.of(wanted),
                                                    Map.of()))
                            .isInstanceOf(ModelException.class)
                            .hasMessageContaining("slow.onnx did not finish within 50 ms")
                            .hasMessageContaining("inference.run-timeout");
                }
            }
        }
        RuntimeStatus after = RuntimeCounts.process().status();
        assertThat(after.timeouts() - before.timeouts()).isEqualTo(2);
        assertThat(after.failures() - before.failures()).isEqualTo(2);
        assertThat(heard).containsExactly(1, 2);
    }

    @Test
    void failuresInARowAreCountedUntilAGoodRun() {
        List<Integer> heard = new ArrayList<>();
        try (var lease = acquire(file, CPU)) {
            ModelSession session = lease.value();
            session.onFailure((model, consecutive, cause) -> heard.add(consecutive));
            try (TensorPool.Pooled wrong = session.tensors().floats(1, 3);
                    TensorPool.Pooled good = session.tensors().floats(1, 2)) {
                for (int i = 0; i < 2; i++) {
                    assertThatThrownBy(
                                    () ->
                                            session.run(
                                                    Map.of("x", wrong.tensor()),
                                                    Set.of("y"),
                                                    Map.of()))
                            .isInstanceOf(ModelException.class)
                            .hasMessage("double.onnx failed.");
                }
                session.run(Map.of("x", good.tensor()), Set.of("y"), Map.of()).close();
                assertThatThrownBy(
                                () ->
                                        session.run(
                                                Map.of("x", wrong.tensor()), Set.of("y"), Map.of()))
                        .isInstanceOf(ModelException.class);
            }
        }
        assertThat(heard).containsExactly(1, 2, 1);
    }

    @Test
    void aModelThatCannotRunIsFoundOutAtTheStart() {
        int before = ModelSession.loaded();
        Map<String, long[]> shape = Map.of("x", new long[] {1, 2});
        Path picky = folder.resolve("picky.onnx");
        assertThatThrownBy(
                        () -> {
                            new OnnxGraph()
                                    .input("x", OnnxGraph.FLOAT, "rows", 2)
                                    .constant("w", new float[6], 3, 2)
                                    .node("Add", "y", Map.of(), "x", "w")
                                    .node("Reshape", "z", Map.of(), "x", "shape")
                                    .constant("shape", 7)
                                    .output("y", OnnxGraph.FLOAT, 3, 2)
                                    .output("z", OnnxGraph.FLOAT, 7)
                                    .write(picky);
                            ModelSession.acquire(ModelFiles.of(picky), CPU, shape);
                        })
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("picky.onnx");
        assertThat(ModelSession.loaded()).isEqualTo(before);
    }

    @Test
    void autoSaysWhatIsReallyInUse() {
        try (var lease = acquire(file, CPU.with(ExecutionProvider.AUTO, false))) {
            ExecutionProvider used = lease.value().provider();
            assertThat(used).isNotEqualTo(ExecutionProvider.AUTO);
            assertThat(RuntimeCounts.process().status().providers()).contains(used.label());
        }
    }

    @Test
    void theFileForTheProviderIsTaken() throws Exception {
        Path gpu = folder.resolve("fp16.onnx");
        Files.writeString(gpu, "this is looked at on a GPU only");
        try (var lease = ModelSession.acquire(new ModelFiles(file, gpu), CPU, Map.of())) {
            assertThat(lease.value().file()).isEqualTo(file);
        }
        ModelFiles files = new ModelFiles(file, gpu);
        assertThat(files.on(ExecutionProvider.CUDA)).isEqualTo(gpu);
        assertThat(files.on(ExecutionProvider.TENSORRT)).isEqualTo(gpu);
    }
}
