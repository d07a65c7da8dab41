package dev.lockstep.load.measure;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * CPU time of this process by what its threads do, told by their names. A thread that ends between
 * two readings takes its time with it, so the parts are lower bounds; what no Java thread used
 * (compiler, garbage collection, ended threads) is the rest.
 */
public final class ThreadCpu {
    /** What no living Java thread accounts for. */
    public static final String REST = "JVM (compiler, GC, ended threads)";

    private static final Map<String, String> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("lockstep-inference-", "ONNX Runtime, speech and pictures");
        BY_NAME.put("segment speech", "Flink, segmenter (with voice activity detection)");
        BY_NAME.put("Source Data Fetcher", "Kafka clients");
        BY_NAME.put("kafka-producer-network-thread", "Kafka clients");
        BY_NAME.put("lockstep-publish", "FFmpeg and publishing");
        BY_NAME.put("lockstep-read", "results reader");
        BY_NAME.put("data-plane-kafka", "broker");
        BY_NAME.put("kafka-", "broker");
        BY_NAME.put("quorum", "broker");
        BY_NAME.put("raft", "broker");
        BY_NAME.put("controller-", "broker");
        BY_NAME.put("broker-", "broker");
        BY_NAME.put("ExpirationReaper", "broker");
        BY_NAME.put("group-coordinator", "broker");
        BY_NAME.put("transaction", "broker");
        BY_NAME.put("TxnMarker", "broker");
        BY_NAME.put("executor-", "broker");
        BY_NAME.put("metrics-meter", "broker");
    }

    private ThreadCpu() {}

    /** Seconds used so far by part, in alphabetical order. */
    public static Map<String, Double> seconds() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<String, Double> parts = new TreeMap<>();
        double known = 0;
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo info = threads.getThreadInfo(id);
            long used = threads.getThreadCpuTime(id);
            if (info != null && used > 0) {
                parts.merge(part(info.getThreadName()), used / 1e9, Double::sum);
                known += used / 1e9;
            }
        }
        parts.put(REST, Math.max(0, CpuClock.seconds() - known));
        return parts;
    }

    /** Whether a thread is one of the broker's, by its name. */
    public static boolean isBroker(String thread) {
        return part(thread).equals("broker");
    }

    static String part(String thread) {
        for (Map.Entry<String, String> known : BY_NAME.entrySet()) {
            if (thread.startsWith(known.getKey())) {
                return known.getValue();
            }
        }
        return "Flink, the rest";
    }
}
