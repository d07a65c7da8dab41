package dev.lockstep.load.scale;

import java.io.IOException;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;

/** A process of a cluster: Flink's own main classes, which end with the process that began them. */
public final class FlinkChild {
    /** What a child can be. */
    enum Role {
        JOB_MANAGER,
        TASK_MANAGER
    }

    private static final int ORPHANED = 3;

    private FlinkChild() {}

    /**
     * Becomes a job manager or a task manager.
     *
     * @param arguments the role and the folder of {@code config.yaml}
     */
    public static void main(String[] arguments) throws Exception {
        Role role = Role.valueOf(arguments[0]);
        String[] flink = {"--configDir", arguments[1]};
        Thread parent = new Thread(FlinkChild::endWithParent, "lockstep-parent-watch");
        parent.setDaemon(true);
        parent.start();
        if (role == Role.JOB_MANAGER) {
            StandaloneSessionClusterEntrypoint.main(flink);
        } else {
            TaskManagerRunner.main(flink);
        }
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // The parent writes nothing; its end closes the pipe.
            }
        } catch (IOException e) {
            // A broken pipe says the same.
        }
        Runtime.getRuntime().halt(ORPHANED);
    }
}
