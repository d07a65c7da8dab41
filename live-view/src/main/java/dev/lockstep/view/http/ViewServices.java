package dev.lockstep.view.http;

import dev.lockstep.sink.search.PassageSearch;
import dev.lockstep.view.push.ChangeHub;
import dev.lockstep.view.query.StreamOwners;
import dev.lockstep.view.query.StreamViews;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the server answers from; it closes none of them. Immutable.
 *
 * @param cluster answers for all instances
 * @param local answers for this instance alone: what other instances ask for
 * @param owners which instance has a stream
 * @param hub the changes of the streams of this instance
 * @param search search over the store; empty where there is none
 * @param health how the view and the store are
 * @param registry metrics of the process
 * @param clock for durations in answers
 */
public record ViewServices(
        StreamViews cluster,
        StreamViews local,
        StreamOwners owners,
        ChangeHub hub,
        Optional<PassageSearch> search,
        Supplier<List<HealthCheck>> health,
        PrometheusMeterRegistry registry,
        InstantSource clock) {}
