package dev.lockstep.schema.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.schema.registry.SchemaRegistryException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private final List<Long> pauses = new ArrayList<>();
    private long nowMs;
    private int attempts;

    @Test
    void triesAgainWithGrowingPausesUntilItWorks() {
        assertThat(
                        policy(30_000)
                                .call(
                                        () -> {
                                            if (++attempts < 9) {
                                                throw failure(Kind.UNREACHABLE);
                                            }
                                            return "up";
                                        }))
                .isEqualTo("up");
        assertThat(pauses).containsExactly(100L, 200L, 400L, 800L, 1_600L, 3_200L, 5_000L, 5_000L);
    }

    @Test
    void givesUpWhenThePatienceIsSpent() {
        assertThatThrownBy(() -> policy(1_000).call(this::unreachable))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessage("UNREACHABLE");
        assertThat(pauses).containsExactly(100L, 200L, 400L, 300L);
        assertThat(attempts).isEqualTo(5);
    }

    @Test
    void anAnswerIsNotAskedForAgain() {
        assertThatThrownBy(
                        () ->
                                policy(1_000)
                                        .call(
                                                () -> {
                                                    attempts++;
                                                    throw failure(Kind.INCOMPATIBLE);
                                                }))
                .hasMessage("INCOMPATIBLE");
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void anInterruptEndsTheWaitAndStaysSet() {
        RetryPolicy interrupted =
                new RetryPolicy(
                        Duration.ofSeconds(1),
                        () -> 0,
                        millis -> {
                            throw new InterruptedException();
                        });

        assertThatThrownBy(() -> interrupted.call(this::unreachable)).hasMessage("UNREACHABLE");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(attempts).isEqualTo(1);
    }

    private String unreachable() {
        attempts++;
        throw failure(Kind.UNREACHABLE);
    }

    private RetryPolicy policy(long patienceMs) {
        return new RetryPolicy(
                Duration.ofMillis(patienceMs),
                () -> nowMs * 1_000_000,
                millis -> {
                    pauses.add(millis);
                    nowMs += millis;
                });
    }

    private static SchemaRegistryException failure(Kind kind) {
        return new SchemaRegistryException(kind, kind.name(), null);
    }
}
