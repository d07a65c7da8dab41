package dev.lockstep.job;

import dev.lockstep.job.config.StoreJobConf;
import dev.lockstep.job.topology.StoreStage;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.flink.DecodeFunction;
import dev.lockstep.sink.jdbc.JdbcResultSink;
import dev.lockstep.sink.kafka.KafkaSinkConf;
import dev.lockstep.sink.kafka.KafkaSinks;
import dev.lockstep.sink.store.StoreRow;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Results out of Kafka into a relational store. A job of its own, so that a store that is down
 * holds no caption up.
 *
 * <pre>
 * lockstep.transcripts.settled   lockstep.aligned.settled   lockstep.ledger      read_committed
 *            │                              │                      │
 *     decode captions                decode windows          decode ledger
 *            │                              │ keyed by stream      │
 *      caption rows                    window rows            ledger rows
 *            └──────────────┬───────────────┘                      │
 *                    embed passages (async, unordered)             │
 *                           └───────────────────┬──────────────────┘
 *                                             store      one transaction a batch
 *
 * dead letters of every decoder ── lockstep.dead-letters  at-least-once
 * </pre>
 *
 * <p>Rows may come in any order and again. Offsets are committed with the checkpoint that counts
 * them; {@link dev.lockstep.job.store.StoreProgress} asks for them.
 */
public final class StoreJob {
    /** Name under which it is submitted. */
    public static final String NAME = "lockstep store";

    private StoreJob() {}

    /**
     * Adds the job to an environment and sets what it needs there; the caller executes it.
     *
     * @throws dev.lockstep.schema.config.OptionsException when the configuration is unsafe
     */
    public static void build(StreamExecutionEnvironment env, StoreJobConf conf) {
        JobEnvironment.configure(env, conf.runtime());
        SingleOutputStreamOperator<Caption> captions =
                StoreStage.read(
                        env,
                        conf,
                        conf.topics().captions(),
                        "captions",
                        OperatorUids.STORE_CAPTION_SOURCE,
                        OperatorUids.STORE_CAPTION_DECODE);
        SingleOutputStreamOperator<AlignedWindow> windows =
                StoreStage.read(
                        env,
                        conf,
                        conf.topics().windows(),
                        "windows",
                        OperatorUids.STORE_WINDOW_SOURCE,
                        OperatorUids.STORE_WINDOW_DECODE);
        SingleOutputStreamOperator<LedgerEntry> ledger =
                StoreStage.read(
                        env,
                        conf,
                        conf.topics().ledger(),
                        "ledger",
                        OperatorUids.STORE_LEDGER_SOURCE,
                        OperatorUids.STORE_LEDGER_DECODE);
        DataStream<StoreRow> passages =
                StoreStage.embedded(
                        StoreStage.ofCaptions(captions).union(StoreStage.ofWindows(windows, conf)),
                        conf);
        passages.union(StoreStage.ofLedger(ledger))
                .sinkTo(new JdbcResultSink(conf.store()))
                .setParallelism(conf.writers())
                .name("store")
                .uid(OperatorUids.STORE_SINK);
        captions.getSideOutput(DecodeFunction.DEAD_LETTERS)
                .union(
                        windows.getSideOutput(DecodeFunction.DEAD_LETTERS),
                        ledger.getSideOutput(DecodeFunction.DEAD_LETTERS))
                .sinkTo(
                        KafkaSinks.atLeastOnce(
                                conf.topics().deadLetters(),
                                KafkaSinkConf.of(conf.kafka().bootstrapServers(), conf.registry())
                                        .with(conf.kafka().clientProperties())))
                .name("publish dead letters")
                .uid(OperatorUids.STORE_DEAD_LETTER_SINK);
    }
}
