package dev.lockstep.align;

import dev.lockstep.align.config.AlignConf;
import dev.lockstep.align.config.AlignOptions;
import dev.lockstep.schema.config.OptionLoader;
import java.util.Map;

/** Configurations for tests: the defaults and what a test sets. */
public final class Confs {
    private Confs() {}

    /** The defaults in live mode with some settings. */
    public static AlignConf live(Map<String, String> settings) {
        return AlignConf.of(new OptionLoader(AlignOptions.ALL).map(settings, "the test").load());
    }

    /** The defaults in replay mode. */
    public static AlignConf replay() {
        return live(Map.of("align.mode", "replay"));
    }
}
