package dev.lockstep.view.compliance;

import dev.lockstep.view.model.AccuracyView;
import dev.lockstep.view.model.GapsView;
import dev.lockstep.view.model.LagView;
import dev.lockstep.view.model.LimitView;
import dev.lockstep.view.model.RateView;
import dev.lockstep.view.model.RewritesView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What rules, regulators and this project ask of captions, each with where it was read. What has no
 * number in its source has none here. Stateless.
 */
final class ComplianceLimits {
    private static final String RULE = "rule";
    private static final String RECOMMENDATION = "recommendation";
    private static final String TARGET = "target";
    private static final String LOCKSTEP = "Lockstep";
    private static final String OWN = "docs/compliance.md: a target of this project";
    private static final String OFCOM_LAG =
            "Ofcom, Measuring live subtitling quality, second report, 2014"
                    + " (ofcom.org.uk media-releases/2014/subtitling-second-report)";
    private static final String OFCOM_SPEED =
            "Ofcom, as told by mediaaccess.org.au, Ofcom releases fourth caption quality report";
    private static final String CRTC_LAG =
            "CRTC 2012-362, appendix (text at mycfworks.com, news 66)";
    private static final String CRTC_NER =
            "CRTC 2019-308, in force since 1 March 2020"
                    + " (crtc.gc.ca/eng/archive/2019/2019-308.htm)";

    private ComplianceLimits() {}

    static List<LimitView> of(
            @Nullable LagView lag,
            @Nullable RateView rate,
            GapsView gaps,
            @Nullable RewritesView rewrites,
            @Nullable AccuracyView accuracy,
            boolean spoken) {
        Double median = lag == null ? null : (double) lag.p50Ms();
        Double p95 = lag == null ? null : (double) lag.p95Ms();
        Double p99 = lag == null ? null : (double) lag.p99Ms();
        Double mean = lag == null ? null : lag.meanMs();
        Double wpm = rate == null ? null : rate.meanWpm();
        Double bursts = rate == null ? null : rate.shareAbove200();
        Double ner = accuracy == null ? null : accuracy.nerScore();
        Double holes = spoken ? (Double) (double) gaps.count() : null;
        Double flicker = rewrites == null ? null : rewrites.tentativePerWord();
        Double broken = rewrites == null ? null : (Double) (double) rewrites.committed();
        return List.of(
                atMost("crtc-lag", "CRTC", RULE, "mean caption lag", "ms", mean, 6_000, CRTC_LAG),
                atLeast("crtc-ner", "CRTC", RULE, "NER-style score", "%", ner, 98, CRTC_NER),
                atMost(
                        "ofcom-lag",
                        "Ofcom",
                        RECOMMENDATION,
                        "caption lag, 95th percentile",
                        "ms",
                        p95,
                        3_000,
                        OFCOM_LAG),
                atMost(
                        "ofcom-speed",
                        "Ofcom",
                        RECOMMENDATION,
                        "mean speed over windows of 5 s",
                        "wpm",
                        wpm,
                        180,
                        OFCOM_SPEED),
                target("lag-p50", "caption lag, median", "ms", median, 1_500),
                target("lag-p99", "caption lag, 99th percentile", "ms", p99, 4_000),
                target("bursts", "share of windows of 5 s above 200 wpm", "share", bursts, 0),
                target("gaps", "gaps of 3 s and more in speech", "count", holes, 0),
                target("tentative-rewrites", "tentative rewrites", "per word", flicker, 0.2),
                target("committed-rewrites", "committed words rewritten", "count", broken, 0));
    }

    private static LimitView target(
            String id, String figure, String unit, @Nullable Double measured, double limit) {
        return atMost(id, LOCKSTEP, TARGET, figure, unit, measured, limit, OWN);
    }

    private static LimitView atMost(
            String id,
            String who,
            String kind,
            String figure,
            String unit,
            @Nullable Double measured,
            double limit,
            String source) {
        String verdict = measured == null ? "unknown" : measured <= limit ? "pass" : "fail";
        return new LimitView(id, who, kind, figure, unit, measured, true, limit, verdict, source);
    }

    private static LimitView atLeast(
            String id,
            String who,
            String kind,
            String figure,
            String unit,
            @Nullable Double measured,
            double limit,
            String source) {
        String verdict = measured == null ? "unknown" : measured >= limit ? "pass" : "fail";
        return new LimitView(id, who, kind, figure, unit, measured, false, limit, verdict, source);
    }
}
