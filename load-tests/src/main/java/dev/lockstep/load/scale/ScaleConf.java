package dev.lockstep.load.scale;

import java.nio.file.Path;

/**
 * A cluster on this machine.
 *
 * @param taskManagers how many processes run the job
 * @param cores limit of each of them, CPU seconds a second; 0 for none
 * @param cacheDir where the models are
 * @param folder for configurations, checkpoints and logs
 */
record ScaleConf(int taskManagers, double cores, Path cacheDir, Path folder) {}
