package dev.lockstep.job;

import dev.lockstep.schema.config.OptionsException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Starts a job on the cluster that {@code flink run} is told of. Stateless. */
final class JobStart {
    private JobStart() {}

    /**
     * Submits a job, or says in a line for each problem why not.
     *
     * @param configuration from the arguments
     * @param check refuses what the broker cannot keep
     * @param build adds the job
     */
    static <C> void run(
            String name,
            List<String> arguments,
            Function<List<String>, C> configuration,
            Consumer<C> check,
            BiConsumer<StreamExecutionEnvironment, C> build)
            throws Exception {
        C conf;
        try {
            conf = configuration.apply(arguments);
            check.accept(conf);
        } catch (OptionsException e) {
            System.err.println(e.getMessage());
            throw e;
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        build.accept(env, conf);
        env.execute(name);
    }
}
