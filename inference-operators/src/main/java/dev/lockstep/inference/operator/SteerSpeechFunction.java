package dev.lockstep.inference.operator;

import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.inference.speech.UtteranceSpan;
import dev.lockstep.inference.speech.context.ScreenTerms;
import dev.lockstep.inference.speech.context.SteeringConf;
import dev.lockstep.inference.speech.context.TermExtractor;
import dev.lockstep.schema.flow.ItemContent;
import dev.lockstep.schema.flow.StreamItem;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Gives requests the terms that were on the screen of their stream when the sound ended. Keyed by
 * stream. It never waits for a picture: speech goes first, and what has not been read yet does not
 * help. A picture that is later in event time than the sound is not used even if it is here
 * already.
 */
public final class SteerSpeechFunction
        extends KeyedCoProcessFunction<String, SpeechRequest, StreamItem, SpeechRequest> {
    private static final long serialVersionUID = 1L;

    private final SteeringConf conf;
    private transient @Nullable ValueState<ScreenTerms> screen;
    private transient @Nullable Counter steered;

    /**
     * @param conf how far to steer
     */
    public SteerSpeechFunction(SteeringConf conf) {
        this.conf = conf;
    }

    @Override
    public void open(OpenContext context) {
        ValueStateDescriptor<ScreenTerms> terms =
                new ValueStateDescriptor<>("screen-terms", ScreenTermsSerializer.INSTANCE);
        // Of a stream that is over nobody says so here; what it showed is forgotten some time
        // later.
        terms.enableTimeToLive(StateTtlConfig.newBuilder(conf.horizon().plusHours(1)).build());
        screen = getRuntimeContext().getState(terms);
        steered =
                SpeechMetrics.counter(getRuntimeContext().getMetricGroup(), SpeechMetrics.STEERED);
    }

    @Override
    public void processElement1(
            SpeechRequest request, Context context, Collector<SpeechRequest> out) throws Exception {
        ScreenTerms known = Objects.requireNonNull(screen).value();
        List<String> terms = List.of();
        if (known != null && request.samples().length > 0) {
            UtteranceSpan span = request.span();
            terms = known.at(span.startUs() + span.durationUs(), conf.horizon().toMillis() * 1000);
        }
        if (terms.isEmpty()) {
            out.collect(request);
        } else {
            Objects.requireNonNull(steered).inc();
            out.collect(request.with(terms));
        }
    }

    @Override
    public void processElement2(StreamItem item, Context context, Collector<SpeechRequest> out)
            throws Exception {
        ItemContent content = item.content();
        if (content == null || content.onScreenText().isEmpty()) {
            return;
        }
        ValueState<ScreenTerms> state = Objects.requireNonNull(screen);
        ScreenTerms known = state.value();
        ScreenTerms terms = known == null ? new ScreenTerms() : known;
        terms.add(TermExtractor.terms(content.onScreenText()), item.eventTimeUs(), conf.terms());
        state.update(terms);
    }
}
