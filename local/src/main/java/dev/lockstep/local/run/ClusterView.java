package dev.lockstep.local.run;

import dev.lockstep.local.doctor.Finding;
import dev.lockstep.local.doctor.NetworkChecks;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.schema.config.OptionLoader;
import dev.lockstep.schema.config.OptionValues;
import dev.lockstep.view.config.ViewConf;
import dev.lockstep.view.config.ViewOptions;
import dev.lockstep.view.config.ViewServerConf;
import dev.lockstep.view.config.ViewServerOptions;
import dev.lockstep.view.http.ViewServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Starts the live view beside a cluster that runs already. Stateless. */
public final class ClusterView {
    private static final String HERE = "the lockstep command";
    private static final String DEFAULTS = "the defaults of the lockstep command";
    private static final int PATIENCE_MS = 10_000;

    /** Addresses to listen on under which this machine is localhost to itself. */
    private static final Set<String> LOCAL = Set.of("0.0.0.0", "::", "127.0.0.1", "::1");

    private ClusterView() {}

    /**
     * Looks whether everything that it needs is there, and starts it; it may still have to read its
     * state.
     *
     * @throws UserException when the brokers or the registry do not answer
     * @throws dev.lockstep.schema.config.OptionsException when an option is wrong
     * @throws dev.lockstep.view.http.ViewServerException when the port cannot be had
     * @throws dev.lockstep.view.ViewException when the view cannot run on the topics
     */
    public static LocalView start(ClusterViewConf conf) {
        OptionValues asked = load(conf, Map.of(), Map.of());
        ViewConf view = ViewConf.of(asked);
        ViewServerConf server = ViewServerOptions.conf(asked);
        int port = ViewServer.availablePort(server);
        String cluster = clusterId(view);
        requireRegistry(view);
        Map<String, String> defaults = new HashMap<>();
        defaults.put(
                ViewOptions.STATE_DIR.key(),
                stateDir(conf.stateDir(), cluster, port).toAbsolutePath().toString());
        defaults.put(ViewOptions.INSTANCE_ADDRESS.key(), instanceAddress(server.host(), port));
        Map<String, String> found = Map.of(ViewServerOptions.PORT.key(), String.valueOf(port));
        return LocalView.open(load(conf, defaults, found), conf.store(), conf.cacheDir());
    }

    /** State of another cluster must not be taken for that of this one, nor two share a folder. */
    static Path stateDir(Path base, String cluster, int port) {
        return base.resolve("view")
                .resolve(cluster.replaceAll("[^A-Za-z0-9_-]", "_"))
                .resolve(String.valueOf(port));
    }

    /** How the other instances reach it; only those on this machine where it names no other. */
    static String instanceAddress(String host, int port) {
        if (LOCAL.contains(host)) {
            return "localhost:" + port;
        }
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static OptionValues load(
            ClusterViewConf conf, Map<String, String> defaults, Map<String, String> found) {
        OptionLoader loader = ViewConf.loader();
        return loader.map(defaults, DEFAULTS)
                .environment(conf.environment())
                .map(conf.settings(), HERE)
                .map(found, HERE)
                .load();
    }

    private static String clusterId(ViewConf conf) {
        Map<String, Object> settings = new HashMap<>(conf.clientProperties());
        settings.put("bootstrap.servers", conf.bootstrapServers());
        settings.put("default.api.timeout.ms", PATIENCE_MS);
        settings.put("request.timeout.ms", PATIENCE_MS);
        try (Admin admin = Admin.create(settings)) {
            return admin.describeCluster().clusterId().get(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new UserException(
                    "The brokers at "
                            + conf.bootstrapServers()
                            + " do not answer: check that they run, their address, and their"
                            + " advertised listeners.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("The start of the live view was interrupted.", e);
        }
    }

    private static void requireRegistry(ViewConf conf) {
        Finding registry = NetworkChecks.registry(conf.registry().url());
        if (registry.level() == Finding.Level.FAIL) {
            throw new UserException(
                    "The "
                            + registry.what()
                            + " is not usable, "
                            + registry.detail()
                            + ": "
                            + registry.advice()
                            + ".");
        }
    }
}
