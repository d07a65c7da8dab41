package dev.lockstep.view.topology;

import dev.lockstep.schema.payload.PayloadStore;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.view.push.ChangeSink;
import org.jspecify.annotations.Nullable;

/**
 * What the topology is made of; all of it is shared by its threads. Immutable.
 *
 * @param topics what is read
 * @param registry gives the schemas
 * @param rules how much is kept
 * @param payloads pictures that travel by reference; null where there is no such folder
 * @param changes takes every change at once
 * @param metrics counts
 */
public record ViewParts(
        ViewTopics topics,
        SchemaRegistry registry,
        ViewRules rules,
        @Nullable PayloadStore payloads,
        ChangeSink changes,
        ViewMetrics metrics) {}
