package dev.lockstep.stack;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;

/**
 * Main class of the registry's JVM: runs the registry and ends when standard input does. The parent
 * holds the other end of that pipe, so the registry dies with it, also by {@code kill -9}.
 *
 * <p>Arguments: the registry's main class, then the folder to delete at the end.
 */
final class RegistryLauncher {
    private RegistryLauncher() {}

    /** Called by the JVM; see the class. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Path workDir = Path.of(arguments[1]);
        Thread watcher = new Thread(() -> awaitParentsEnd(workDir), "lockstep-parent-watcher");
        watcher.setDaemon(true);
        watcher.start();
        try {
            Class.forName(arguments[0])
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void awaitParentsEnd(Path workDir) {
        try {
            while (System.in.read() >= 0) {
                // Whatever the parent writes means that it lives.
            }
        } catch (IOException e) {
            System.err.println("The parent's pipe broke: " + e);
        }
        try {
            OwnedDir.deleteRecursively(workDir);
        } catch (IOException e) {
            System.err.println(workDir + " could not be deleted: " + e);
        }
        // Storage is in memory: there is nothing to bring to an orderly end.
        Runtime.getRuntime().halt(0);
    }
}
