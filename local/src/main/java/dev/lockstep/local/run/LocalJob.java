package dev.lockstep.local.run;

import org.apache.flink.api.common.JobID;

/**
 * A job of the local cluster.
 *
 * @param id its id in Flink
 * @param name what people call it
 */
record LocalJob(JobID id, String name) {}
