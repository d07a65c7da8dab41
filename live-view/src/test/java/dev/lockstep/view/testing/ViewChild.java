package dev.lockstep.view.testing;

import dev.lockstep.view.ViewApplication;
import dev.lockstep.view.config.ViewConf;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A view in a JVM of its own, which a test can kill. It writes a line for each change. */
public final class ViewChild {
    private final Process process;
    private final AtomicLong changes = new AtomicLong();

    private ViewChild(Process process) {
        this.process = process;
        Thread reader = new Thread(this::count, "view-child-out");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts one with these settings. */
    public static ViewChild start(Map<String, String> settings, Path log) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-Djava.awt.headless=true",
                                "-cp",
                                System.getProperty("java.class.path", ""),
                                ViewChild.class.getName()));
        settings.forEach((key, value) -> command.add(key + "=" + value));
        return new ViewChild(
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
                        .start());
    }

    /** Changes that it has told so far. */
    public long changes() {
        return changes.get();
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Kills it as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private void count() {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            while (lines.readLine() != null) {
                changes.incrementAndGet();
            }
        } catch (IOException e) {
            // It was killed while it wrote.
            return;
        }
    }

    /** Runs until it is killed, or until its parent is gone. */
    public static void main(String[] settings) throws Exception {
        Map<String, String> all = new HashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            all.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        ViewConf conf = ViewConf.of(all);
        ViewApplication view =
                ViewApplication.start(
                        conf,
                        (stream, type, value) -> {
                            synchronized (System.out) {
                                System.out.println(type);
                                System.out.flush();
                            }
                        },
                        new SimpleMeterRegistry());
        String address = conf.instanceAddress();
        ViewStub.start(view, Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
        // The other end of the input is the parent's.
        System.in.transferTo(OutputStream.nullOutputStream());
        Runtime.getRuntime().halt(1);
    }
}
