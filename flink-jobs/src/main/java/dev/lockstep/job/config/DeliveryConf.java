package dev.lockstep.job.config;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * What is promised on the job's topics. Immutable; {@link DeliveryChecks} says whether it can be
 * kept.
 *
 * @param transcripts guarantee of captions as they grow
 * @param settled guarantee of final captions
 * @param vision guarantee of what was seen
 * @param text guarantee of what was understood of texts
 * @param aligned guarantee of windows as they fire
 * @param alignedSettled guarantee of windows that have settled
 * @param ledger guarantee of counts
 * @param deadLetters guarantee of what could not be processed
 * @param transactionalIdPrefix what the transactional ids begin with
 * @param transactionTimeout how long a transaction may stay open
 * @param brokerTransactionLimit the longest timeout that the broker takes
 */
public record DeliveryConf(
        DeliveryGuarantee transcripts,
        DeliveryGuarantee settled,
        DeliveryGuarantee vision,
        DeliveryGuarantee text,
        DeliveryGuarantee aligned,
        DeliveryGuarantee alignedSettled,
        DeliveryGuarantee ledger,
        DeliveryGuarantee deadLetters,
        String transactionalIdPrefix,
        Duration transactionTimeout,
        Duration brokerTransactionLimit) {

    /** The guarantees by the key of their option, in order. */
    Map<String, DeliveryGuarantee> byOption() {
        return new TreeMap<>(
                Map.of(
                        CaptioningJobOptions.TRANSCRIPTS_GUARANTEE.key(), transcripts,
                        CaptioningJobOptions.SETTLED_GUARANTEE.key(), settled,
                        CaptioningJobOptions.VISION_GUARANTEE.key(), vision,
                        CaptioningJobOptions.TEXT_GUARANTEE.key(), text,
                        CaptioningJobOptions.ALIGNED_GUARANTEE.key(), aligned,
                        CaptioningJobOptions.ALIGNED_SETTLED_GUARANTEE.key(), alignedSettled,
                        CaptioningJobOptions.LEDGER_GUARANTEE.key(), ledger,
                        CaptioningJobOptions.DEAD_LETTER_GUARANTEE.key(), deadLetters));
    }

    /** Whether any topic is written in transactions. */
    boolean isTransactional() {
        return byOption().containsValue(DeliveryGuarantee.EXACTLY_ONCE);
    }
}
