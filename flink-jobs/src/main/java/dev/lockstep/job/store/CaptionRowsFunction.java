package dev.lockstep.job.store;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.sink.rows.CaptionRows;
import dev.lockstep.sink.rows.PassageFactory;
import dev.lockstep.sink.store.StoreRow;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Makes rows of settled captions. */
public final class CaptionRowsFunction extends RichFlatMapFunction<Caption, StoreRow> {
    private static final long serialVersionUID = 1L;

    private transient @Nullable PassageFactory passages;
    private transient @Nullable CaptionRows rows;

    @Override
    public void open(OpenContext context) {
        PassageFactory factory = new PassageFactory();
        passages = factory;
        rows = new CaptionRows(factory);
    }

    @Override
    public void flatMap(Caption caption, Collector<StoreRow> out) {
        Objects.requireNonNull(rows).of(caption).forEach(out::collect);
    }

    @Override
    public void close() {
        if (passages != null) {
            passages.close();
        }
    }
}
