package dev.lockstep.local.run;

import dev.lockstep.local.search.StoreHealth;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How the live view beside a cluster is started. Immutable.
 *
 * @param settings options of the view and its server, by key; where the cluster is among them
 * @param environment environment variables, where options may be set too; settings win
 * @param stateDir folder below which the state lies unless {@code view.state-dir} names another
 * @param cacheDir the model cache, for the encoder of queries
 * @param store what is searched; empty without one
 */
public record ClusterViewConf(
        Map<String, String> settings,
        Map<String, String> environment,
        Path stateDir,
        Path cacheDir,
        Optional<StoreHealth> store) {
    /** Copies the maps. */
    public ClusterViewConf {
        settings = Map.copyOf(settings);
        environment = Map.copyOf(environment);
    }
}
