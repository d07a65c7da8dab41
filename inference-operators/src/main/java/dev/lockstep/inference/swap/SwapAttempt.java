package dev.lockstep.inference.swap;

import dev.lockstep.inference.model.ModelIdentity;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way: pulled, loaded, warmed, compared, in service. What goes wrong is thrown,
 * and the candidate is closed then. Not thread-safe: it runs on the controller's thread.
 */
final class SwapAttempt<Q, A> {
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration ENDING = Duration.ofSeconds(10);

    private final SlotController<Q, A> controller;
    private final SwapRequest request;
    private final SlotOwner<Q, A> owner;
    private final ModelLocator locator;
    private final SwapConf conf;
    private final BooleanSupplier busy;
    private final @Nullable ModelIdentity from;
    private @Nullable LocatedModel to;
    private SwapEvent.Shadow shadow;
    private boolean stuck;

    SwapAttempt(
            SlotController<Q, A> controller,
            SwapRequest request,
            SlotOwner<Q, A> owner,
            ModelLocator locator,
            SwapConf conf,
            BooleanSupplier busy) {
        this.controller = controller;
        this.request = request;
        this.owner = owner;
        this.locator = locator;
        this.conf = conf;
        this.busy = busy;
        this.from = controller.identity();
        this.shadow = new SwapEvent.Shadow(request.shadowRequests(), 0, 0, Map.of());
    }

    void tell(SwapPhase phase, String message) {
        controller.tell(
                request.id(), phase, from, to == null ? null : to.identity(), shadow, message);
    }

    void run() throws InterruptedException {
        tell(SwapPhase.REQUESTED, request.reference() + " is asked for.");
        controller.checkWanted(request, from);
        LocatedModel model = locator.locate(request.slot(), request.reference());
        to = model;
        tell(SwapPhase.PULLED, "The files are here and have the promised checksums.");
        if (from != null && SlotController.isSame(from, model.identity())) {
            takenOver(model, "It was in service already.");
            return;
        }
        controller.checkWanted(request, from);
        Candidate<Q, A> candidate = owner.load(model);
        boolean handedOn = false;
        try {
            tell(SwapPhase.VERIFIED, "It is loaded, and of the right kind.");
            candidate.warmUp();
            tell(SwapPhase.WARMED, "It has run.");
            boolean compare = request.shadowRequests() > 0 && controller.isInService();
            if (compare) {
                compare(candidate);
            }
            controller.checkWanted(request, from);
            if (compare) {
                checkAgreement();
            }
            handedOn = true;
            controller.install(candidate);
            takenOver(model, compare ? "It answers from now on." : "Not compared: in service.");
        } finally {
            if (!handedOn && !stuck) {
                candidate.close();
            }
        }
    }

    private void compare(Candidate<Q, A> candidate) throws InterruptedException {
        ShadowRun<Q, A> beside =
                new ShadowRun<>(
                        candidate.runner(), owner.comparison(), request.shadowRequests(), busy);
        owner.mirror().watch(beside);
        try {
            tell(SwapPhase.SHADOWING, "It answers beside the present model.");
            follow(beside);
        } finally {
            owner.mirror().watch(null);
            // A candidate that still runs must not be closed before that ends.
            stuck = !beside.end(ENDING, candidate::close);
            shadow = beside.progress();
        }
        Throwable failure = beside.failure();
        if (stuck || failure != null) {
            throw new IllegalStateException(
                    "it failed beside the present model: "
                            + (failure == null ? "a run does not end" : failure.getMessage()));
        }
    }

    private void follow(ShadowRun<Q, A> beside) throws InterruptedException {
        long endNs = System.nanoTime() + conf.shadowTimeLimit().toNanos();
        int told = 0;
        while (!beside.await(STEP) && controller.isWanted(request) && controller.isInService()) {
            shadow = beside.progress();
            int quarter = shadow.compared() * 4 / shadow.wanted();
            if (quarter > told) {
                told = quarter;
                tell(SwapPhase.SHADOWING, "It answers beside the present model.");
            }
            if (System.nanoTime() - endNs > 0) {
                throw new IllegalStateException(
                        "only "
                                + shadow.compared()
                                + " of "
                                + shadow.wanted()
                                + " requests could be compared within "
                                + conf.shadowTimeLimit().toSeconds()
                                + " s; ask again, with fewer of them");
            }
        }
    }

    private void checkAgreement() {
        double disagreement = shadow.agreement().getOrDefault(Comparison.DISAGREEMENT, 0.0);
        if (disagreement > conf.mostDisagreement()) {
            throw new IllegalStateException(
                    String.format(
                            Locale.ROOT,
                            "it differs by %.3f from the present model, more than %.3f"
                                    + " (swap.most-disagreement)",
                            disagreement,
                            conf.mostDisagreement()));
        }
    }

    private void takenOver(LocatedModel model, String message) {
        controller.takenOver(model, request);
        tell(SwapPhase.TAKEN_OVER, message);
    }
}
