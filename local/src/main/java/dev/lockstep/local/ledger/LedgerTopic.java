package dev.lockstep.local.ledger;

import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.topic.TopicSnapshot;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.topic.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads {@code lockstep.ledger} of a cluster and keeps the newest entry of each source. Stateless.
 */
public final class LedgerTopic {
    private LedgerTopic() {}

    /**
     * The newest entry of each source, sorted by stream and source.
     *
     * @param bootstrap addresses of brokers, host:port, separated by commas
     * @throws UserException when brokers or topic cannot be reached
     */
    public static List<SourceLedger> read(String bootstrap, RegistryConf registry)
            throws IOException {
        Map<String, SourceLedger> newest = new TreeMap<>();
        TopicSnapshot.read(
                bootstrap,
                registry,
                Topics.LEDGER,
                value -> {
                    SourceLedger entry = SourceLedger.of(value);
                    newest.merge(
                            entry.stream() + '\0' + entry.source(), entry, SourceLedger::newer);
                });
        List<SourceLedger> entries = new ArrayList<>(newest.values());
        entries.sort(SourceLedger.ORDER);
        return entries;
    }
}
