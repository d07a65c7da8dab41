package dev.lockstep.stack;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A broker and a schema registry, started side by side. Thread-safe.
 *
 * <p>{@link #shared} is one stack for all tests of a JVM: topics and subjects outlive a test there,
 * so tests choose names of their own.
 */
public final class LocalStack implements AutoCloseable {
    private static @Nullable LocalStack shared;

    private final EmbeddedBroker broker;
    private final RegistryProcess registry;

    private LocalStack(EmbeddedBroker broker, RegistryProcess registry) {
        this.broker = broker;
        this.registry = registry;
    }

    /**
     * Starts both on free ports with temporary folders; returns once both serve.
     *
     * @throws StackException when one of them cannot start; the other is ended then
     */
    public static LocalStack start() {
        return start(EmbeddedBrokerConf.temporary(), RegistryProcessConf.standard());
    }

    /** Starts both as told; see {@link #start()}. */
    public static LocalStack start(EmbeddedBrokerConf broker, RegistryProcessConf registry) {
        CompletableFuture<RegistryProcess> starting =
                CompletableFuture.supplyAsync(
                        () -> RegistryProcess.start(registry), LocalStack::runInThread);
        EmbeddedBroker started;
        try {
            started = EmbeddedBroker.start(broker);
        } catch (RuntimeException e) {
            starting.thenAccept(RegistryProcess::close).exceptionally(t -> null).join();
            throw e;
        }
        try {
            return new LocalStack(started, starting.join());
        } catch (CompletionException e) {
            started.close();
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** The JVM's one shared stack, started at the first call and ended with the JVM. */
    public static synchronized LocalStack shared() {
        LocalStack stack = shared;
        if (stack == null) {
            stack = start();
            shared = stack;
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "lockstep-stack-end"));
        }
        return stack;
    }

    /** For the clients' {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Address of the registry's Confluent-compatible API. */
    public String registryUrl() {
        return registry.url();
    }

    /** The broker. */
    public EmbeddedBroker broker() {
        return broker;
    }

    /** The registry. */
    public RegistryProcess registry() {
        return registry;
    }

    /** Ends both; clients should be closed before. */
    @Override
    public void close() {
        try {
            broker.close();
        } finally {
            registry.close();
        }
    }

    private static void runInThread(Runnable task) {
        Thread thread = new Thread(task, "lockstep-registry-start");
        thread.setDaemon(true);
        thread.start();
    }
}
