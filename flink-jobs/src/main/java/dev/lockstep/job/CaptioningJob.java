package dev.lockstep.job;

import dev.lockstep.job.config.CaptioningJobConf;
import dev.lockstep.job.config.DeliveryChecks;
import dev.lockstep.job.topology.KafkaCaptionSinks;
import dev.lockstep.job.topology.SinkStage;
import dev.lockstep.job.topology.SourceStage;
import dev.lockstep.job.topology.SpeechStage;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Audio in, captions out.
 *
 * <pre>
 * media.audio
 *     │ RawRecord, no watermarks
 *  decode audio ───────────────── dead letters ──────────────┐
 *     │ AudioInput, keyed by stream and source               │
 *  segment speech ─────────────── dead letters ──────────────┤
 *     │ SpeechRequest                                        │
 *  recognize speech (async, unordered, one model a process)  │
 *     │ SpeechOutcome, keyed by stream and source            │
 *  assemble captions ──────────── dead letters ──────────────┴─ lockstep.dead-letters  exactly-once
 *     │         │        └ LedgerEntry ────────────────────── lockstep.ledger        exactly-once
 *     │         └ final Caption ───────────────────────────── lockstep.transcripts.settled  exactly-once
 *     └ Caption, every revision ───────────────────────────── lockstep.transcripts   at-least-once
 * </pre>
 */
public final class CaptioningJob {
    /** Name under which it is submitted. */
    public static final String NAME = "lockstep captions";

    private CaptioningJob() {}

    /**
     * Adds the job to an environment and sets what it needs there; the caller executes it.
     *
     * @throws dev.lockstep.schema.config.OptionsException when the configuration is unsafe
     */
    public static void build(StreamExecutionEnvironment env, CaptioningJobConf conf) {
        DeliveryChecks.check(conf.delivery(), conf.runtime());
        JobEnvironment.configure(env, conf.runtime());
        SinkStage.attach(
                SpeechStage.captions(
                        SourceStage.audio(env, conf),
                        conf.topics().audio(),
                        conf.registry(),
                        conf.speech()),
                KafkaCaptionSinks.of(conf));
    }
}
