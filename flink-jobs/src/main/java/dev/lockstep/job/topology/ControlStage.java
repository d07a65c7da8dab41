package dev.lockstep.job.topology;

import dev.lockstep.inference.operator.ModelControlOperator;
import dev.lockstep.inference.swap.Slots;
import dev.lockstep.job.OperatorUids;
import dev.lockstep.job.config.CaptioningJobConf;
import dev.lockstep.schema.avro.ModelControl;
import dev.lockstep.schema.avro.ModelEvent;
import dev.lockstep.schema.flink.DecodeFunction;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * From control records to the models of every process: each subtask gets every record, and there
 * are as many subtasks as of the operators that run models, in the same slots.
 */
public final class ControlStage {
    private ControlStage() {}

    /** What becomes of the control records of a job. */
    public static ControlStreams control(StreamExecutionEnvironment env, CaptioningJobConf conf) {
        SingleOutputStreamOperator<ModelControl> controls =
                SourceStage.control(env, conf)
                        .process(new DecodeFunction<>(conf.topics().control(), conf.registry()))
                        .setParallelism(1)
                        .name("decode control")
                        .uid(OperatorUids.CONTROL_DECODE);
        SingleOutputStreamOperator<ModelEvent> events =
                controls.broadcast()
                        .transform(
                                "replace models",
                                new AvroTypeInfo<>(ModelEvent.class),
                                new ModelControlOperator(conf.swap().scope(), slots(conf)))
                        .uid(OperatorUids.MODEL_CONTROL);
        return new ControlStreams(events, controls.getSideOutput(DecodeFunction.DEAD_LETTERS));
    }

    private static List<String> slots(CaptioningJobConf conf) {
        List<String> slots = new ArrayList<>(List.of(Slots.SPEECH));
        if (conf.vision().enabled()) {
            slots.addAll(Slots.OF_PICTURES);
        }
        return slots;
    }
}
