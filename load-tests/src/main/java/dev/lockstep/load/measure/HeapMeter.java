package dev.lockstep.load.measure;

import java.lang.management.ManagementFactory;

/** The heap of this process. Thread-safe. */
public final class HeapMeter {
    private static final int BYTES_PER_MIB = 1 << 20;

    private HeapMeter() {}

    /** Heap in use, garbage included, MB. */
    public static double usedMb() {
        return (double) ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
                / BYTES_PER_MIB;
    }

    /** Heap that is left after a full collection, MB; stops the process meanwhile. */
    public static double liveMb() {
        ManagementFactory.getMemoryMXBean().gc();
        return usedMb();
    }
}
