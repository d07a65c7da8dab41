package dev.lockstep.inference.vision.analyze;

import dev.lockstep.inference.swap.Candidate;
import dev.lockstep.inference.swap.Comparison;
import dev.lockstep.inference.swap.LocatedModel;
import dev.lockstep.inference.swap.Mirror;
import dev.lockstep.inference.swap.SlotOwner;
import dev.lockstep.inference.vision.VisionOutcome;
import dev.lockstep.schema.avro.VideoFrame;

/** One of the {@link VisionSlots}. */
record VisionSlot(String name, VisionSlots slots) implements SlotOwner<VideoFrame, VisionOutcome> {
    @Override
    public Candidate<VideoFrame, VisionOutcome> load(LocatedModel model) {
        return slots.load(name, model);
    }

    @Override
    public void install(Candidate<VideoFrame, VisionOutcome> candidate) {
        slots.put(name, ((VisionCandidate) candidate).handOn());
    }

    @Override
    public void withdraw() {
        slots.put(name, null);
    }

    @Override
    public Mirror<VideoFrame, VisionOutcome> mirror() {
        return slots.mirror(name);
    }

    @Override
    public Comparison<VideoFrame, VisionOutcome> comparison() {
        return VisionComparison.of(name);
    }
}
