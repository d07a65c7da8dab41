package dev.lockstep.inference.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedResourcesTest {
    private final List<String> closed = new ArrayList<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final SharedResources<String, String> resources = new SharedResources<>(closed::add);

    private SharedResources.Lease<String> acquire(String key) {
        return resources.acquire(key, k -> k + opened.incrementAndGet());
    }

    @Test
    void opensWithTheFirstLeaseAndClosesWithTheLast() {
        var first = acquire("a");
        var second = acquire("a");
        var other = acquire("b");
        assertThat(first.value()).isSameAs(second.value()).isEqualTo("a1");
        assertThat(other.value()).isEqualTo("b2");
        assertThat(resources.size()).isEqualTo(2);

        first.close();
        first.close();
        assertThat(closed).isEmpty();
        second.close();
        assertThat(closed).containsExactly("a1");
        assertThat(acquire("a").value()).isEqualTo("a3");
        other.close();
        assertThat(closed).containsExactly("a1", "b2");
        assertThat(resources.size()).isEqualTo(1);
    }

    @Test
    void whatCannotBeOpenedIsNotKept() {
        assertThatThrownBy(
                        () ->
                                resources.acquire(
                                        "a",
                                        k -> {
                                            throw new IllegalStateException("no");
                                        }))
                .hasMessage("no");
        assertThat(resources.size()).isZero();
        assertThat(acquire("a").value()).isEqualTo("a1");
        assertThat(closed).isEmpty();
    }

    @Test
    void onlyOneOfManyThreadsOpens() throws Exception {
        int threads = 8;
        CountDownLatch together = new CountDownLatch(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<SharedResources.Lease<String>>> leases = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                leases.add(
                        pool.submit(
                                () -> {
                                    together.countDown();
                                    together.await();
                                    return acquire("a");
                                }));
            }
            for (Future<SharedResources.Lease<String>> lease : leases) {
                assertThat(lease.get().value()).isEqualTo("a1");
            }
            for (Future<SharedResources.Lease<String>> lease : leases) {
                assertThat(closed).isEmpty();
                lease.get().close();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(closed).containsExactly("a1");
    }
}
