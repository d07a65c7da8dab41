package dev.lockstep.schema.registry;

import dev.lockstep.schema.registry.SchemaRegistryException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.RestService;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.requests.ConfigUpdateRequest;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/**
 * Client of a Confluent-compatible registry; the one class that imports the relocated client.
 * Schemas cross to it as text, so its relocated Avro takes no part. Thread-safe.
 *
 * <p>The first registration under a subject sets its compatibility to BACKWARD_TRANSITIVE, so that
 * the newest reader reads every record ever written. Ids are cached both ways, unknown ids for a
 * while.
 */
public final class ConfluentSchemaRegistry implements SchemaRegistry {
    private static final String COMPATIBILITY = "BACKWARD_TRANSITIVE";
    private static final int CONNECT_TIMEOUT_MS = 3_000;
    private static final int READ_TIMEOUT_MS = 10_000;
    private static final Duration UNKNOWN_FOR = Duration.ofSeconds(10);
    private static final int UNKNOWN_MAX = 10_000;

    private final String url;
    private final RestService rest;
    private final RetryPolicy retry;
    private final Map<Integer, Schema> byId = new ConcurrentHashMap<>();
    private final Map<Integer, Long> unknownUntil = new ConcurrentHashMap<>();
    private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();

    private record Registration(String subject, Schema schema) {}

    /** One exchange with the registry. */
    private interface Request<R> {
        R send() throws IOException, RestClientException;
    }

    /** A client of the registry at the configured address; makes no request yet. */
    public ConfluentSchemaRegistry(RegistryConf conf) {
        this.url = conf.url();
        this.rest = new RestService(conf.url());
        rest.setHttpConnectTimeoutMs(CONNECT_TIMEOUT_MS);
        rest.setHttpReadTimeoutMs(READ_TIMEOUT_MS);
        this.retry = new RetryPolicy(conf.patience(), System::nanoTime, Thread::sleep);
    }

    @Override
    public int register(String subject, Schema schema) {
        Registration wanted = new Registration(subject, schema);
        Integer known = ids.get(wanted);
        if (known != null) {
            return known;
        }
        int id = register(wanted);
        ids.put(wanted, id);
        return id;
    }

    private int register(Registration wanted) {
        String subject = wanted.subject();
        String text = wanted.schema().toString();
        setCompatibility(subject);
        int id =
                call("register the schema of " + subject, () -> rest.registerSchema(text, subject));
        byId.put(id, wanted.schema());
        return id;
    }

    /**
     * Two tasks may set the rule of a new subject at the same moment; Apicurio then refuses the
     * second with a conflict, because the rule exists by now.
     */
    private void setCompatibility(String subject) {
        if (isCompatibilitySet(subject)) {
            return;
        }
        try {
            writeCompatibility(subject);
        } catch (SchemaRegistryException e) {
            if (e.kind() != Kind.INCOMPATIBLE) {
                throw e;
            }
            if (!isCompatibilitySet(subject)) {
                writeCompatibility(subject);
            }
        }
    }

    private boolean isCompatibilitySet(String subject) {
        try {
            return COMPATIBILITY.equals(
                    call("read the compatibility of " + subject, () -> rest.getConfig(subject))
                            .getCompatibilityLevel());
        } catch (SchemaRegistryException e) {
            if (e.kind() != Kind.NOT_FOUND) {
                throw e;
            }
            return false;
        }
    }

    private void writeCompatibility(String subject) {
        ConfigUpdateRequest config = new ConfigUpdateRequest();
        config.setCompatibilityLevel(COMPATIBILITY);
        call("set the compatibility of " + subject, () -> rest.updateConfig(config, subject));
    }

    @Override
    public Schema byId(int id) {
        // No registry gives such an id; not all of them answer "not found" when asked for one.
        if (id < 0) {
            throw new SchemaRegistryException(Kind.NOT_FOUND, notFound("find schema " + id), null);
        }
        Schema known = byId.get(id);
        if (known != null) {
            return known;
        }
        Long until = unknownUntil.get(id);
        if (until != null && until - System.nanoTime() > 0) {
            throw new SchemaRegistryException(Kind.NOT_FOUND, notFound("find schema " + id), null);
        }
        Schema schema = fetch(id);
        byId.put(id, schema);
        return schema;
    }

    private Schema fetch(int id) {
        String text;
        try {
            text = call("find schema " + id, () -> rest.getId(id)).getSchemaString();
        } catch (SchemaRegistryException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                rememberUnknown(id);
            }
            throw e;
        }
        try {
            return new Schema.Parser().parse(text);
        } catch (SchemaParseException e) {
            throw new SchemaRegistryException(
                    Kind.INCOMPATIBLE,
                    "Schema " + id + " of the registry at " + url + " is not an Avro schema: " + e,
                    e);
        }
    }

    private void rememberUnknown(int id) {
        if (unknownUntil.size() >= UNKNOWN_MAX) {
            unknownUntil.clear();
        }
        unknownUntil.put(id, System.nanoTime() + UNKNOWN_FOR.toNanos());
    }

    private <R> R call(String what, Request<R> request) {
        return retry.call(() -> once(what, request));
    }

    private <R> R once(String what, Request<R> request) {
        try {
            return request.send();
        } catch (RestClientException e) {
            throw refused(what, e);
        } catch (IOException e) {
            throw new SchemaRegistryException(
                    Kind.UNREACHABLE,
                    "The schema registry at "
                            + url
                            + " could not be reached to "
                            + what
                            + " ("
                            + e
                            + "): check that it runs and that its address is right.",
                    e);
        }
    }

    private SchemaRegistryException refused(String what, RestClientException e) {
        return switch (e.getStatus()) {
            case 404 -> new SchemaRegistryException(Kind.NOT_FOUND, notFound(what), e);
            case 409 ->
                    new SchemaRegistryException(
                            Kind.INCOMPATIBLE,
                            "The schema registry at "
                                    + url
                                    + " refused to "
                                    + what
                                    + ": it could not read every record written before ("
                                    + e.getMessage()
                                    + "). Give new fields a default, or use another topic.",
                            e);
            case 408, 429, 500, 502, 503, 504 ->
                    new SchemaRegistryException(
                            Kind.UNREACHABLE,
                            "The schema registry at "
                                    + url
                                    + " could not "
                                    + what
                                    + " for now ("
                                    + e.getMessage()
                                    + "): look at its log.",
                            e);
            default ->
                    new SchemaRegistryException(
                            Kind.REFUSED,
                            "The schema registry at "
                                    + url
                                    + " refused to "
                                    + what
                                    + ": "
                                    + e.getMessage(),
                            e);
        };
    }

    private String notFound(String what) {
        return "The schema registry at "
                + url
                + " could not "
                + what
                + ": it does not know it. Check that producer and reader use the same registry.";
    }

    @Override
    public void close() {
        try {
            rest.close();
        } catch (IOException e) {
            throw new SchemaRegistryException(
                    Kind.REFUSED, "The client of " + url + " did not close: " + e, e);
        }
    }
}
