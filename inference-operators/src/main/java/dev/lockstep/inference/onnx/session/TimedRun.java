package dev.lockstep.inference.onnx.session;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.runtime.RunWatchdog;

/**
 * Options of a run that the watchdog ends when it takes too long. Used again for the next run; one
 * run at a time.
 */
final class TimedRun implements AutoCloseable {
    private final OrtSession.RunOptions options;
    private final RunWatchdog.Watch watch;

    TimedRun(long timeoutNs) {
        OrtSession.RunOptions created;
        try {
            created = new OrtSession.RunOptions();
        } catch (OrtException e) {
            throw new ModelException("ONNX Runtime gave no options for a run.", e);
        }
        options = created;
        watch = RunWatchdog.shared().watch(timeoutNs, () -> terminate(created));
    }

    private static void terminate(OrtSession.RunOptions options) {
        try {
            options.setTerminate(true);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The run begins. */
    OrtSession.RunOptions begin() {
        watch.begin();
        return options;
    }

    /** The run is over; false if it was ended, and this is of no use any more. */
    boolean end() {
        return watch.end();
    }

    @Override
    public void close() {
        watch.close();
        options.close();
    }
}
