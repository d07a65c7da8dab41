package dev.lockstep.sink.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches to a store that may be down, also when writing begins: each is tried again with
 * growing pauses until it is written or the configured time is over. A store that was down is
 * opened anew, so one that comes back empty gets its tables.
 *
 * <p>A batch that the database refuses for what a row holds is halved until the row stands alone;
 * it is left out, counted and named in the log without its content. Not thread-safe.
 */
public final class StoreWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWriter.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final StoreConf conf;
    private final StoreListener listener;
    private final LongSupplier nanoTime;
    private final Pause pause;
    private @Nullable Store store;

    /** How a thread waits. */
    @FunctionalInterface
    interface Pause {
        void sleep(Duration time) throws InterruptedException;
    }

    /** A writer; nothing is opened before the first batch. */
    public StoreWriter(StoreConf conf, StoreListener listener) {
        this(conf, listener, System::nanoTime, time -> Thread.sleep(time.toMillis()));
    }

    StoreWriter(StoreConf conf, StoreListener listener, LongSupplier nanoTime, Pause pause) {
        this.conf = conf;
        this.listener = listener;
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    /**
     * Writes a batch in one transaction and returns when it is in the store.
     *
     * @throws StoreException when the time is over; nothing of the transaction is in the store
     * @throws InterruptedException when the thread is to end
     */
    public void write(RowBatch batch) throws InterruptedException {
        if (batch.isEmpty()) {
            return;
        }
        long begun = nanoTime.getAsLong();
        Duration next = FIRST_PAUSE;
        boolean failed = false;
        while (true) {
            try {
                long start = nanoTime.getAsLong();
                open().write(batch);
                listener.written(batch.size(), Duration.ofNanos(nanoTime.getAsLong() - start));
                if (failed) {
                    LOG.info("The store {} can be written again.", conf.shownUrl());
                }
                return;
            } catch (SQLException e) {
                if (conf.dialect().refusesRow(e)) {
                    writeApart(batch, e);
                    return;
                }
                if (!conf.dialect().isBusy(e)) {
                    close();
                }
                failed(e, begun, failed);
            } catch (StoreException e) {
                failed(e, begun, failed);
            }
            failed = true;
            listener.retried();
            pause.sleep(next);
            next = next.multipliedBy(2);
            next = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
        }
    }

    private Store open() {
        if (store == null) {
            store = Store.open(conf);
        }
        return store;
    }

    private void failed(Exception e, long begun, boolean again) {
        Duration tried = Duration.ofNanos(nanoTime.getAsLong() - begun);
        if (tried.compareTo(conf.retryTime()) >= 0) {
            throw new StoreException(
                    "The store "
                            + conf.shownUrl()
                            + " could not be written for "
                            + tried.toSeconds()
                            + " s ("
                            + Reasons.of(e)
                            + "): see that the database runs. Nothing is lost, as the rows are"
                            + " read again.",
                    e);
        }
        if (!again) {
            LOG.warn(
                    "The store {} cannot be written ({}); trying again for {} s.",
                    conf.shownUrl(),
                    Reasons.of(e),
                    conf.retryTime().toSeconds());
        }
    }

    private void writeApart(RowBatch batch, SQLException refusal) throws InterruptedException {
        List<StoreRow> rows = batch.rows();
        if (rows.size() == 1) {
            listener.refused();
            LOG.warn(
                    "The store {} refused a row of the table {} (SQL state {}, code {}); it is left"
                            + " out.",
                    conf.shownUrl(),
                    table(rows.get(0)),
                    refusal.getSQLState(),
                    refusal.getErrorCode());
            return;
        }
        write(RowBatch.of(rows.subList(0, rows.size() / 2)));
        write(RowBatch.of(rows.subList(rows.size() / 2, rows.size())));
    }

    private static String table(StoreRow row) {
        if (row.stream() != null) {
            return "stream";
        }
        if (row.caption() != null) {
            return "caption";
        }
        if (row.window() != null) {
            return "aligned_window";
        }
        return row.ledger() != null ? "ledger" : "passage";
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
            store = null;
        }
    }
}
