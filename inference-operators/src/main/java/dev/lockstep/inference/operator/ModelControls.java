package dev.lockstep.inference.operator;

import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.swap.SwapEvent;
import dev.lockstep.inference.swap.SwapRequest;
import dev.lockstep.schema.avro.ModelControl;
import dev.lockstep.schema.avro.ModelEvent;
import dev.lockstep.schema.avro.ModelPhase;
import dev.lockstep.schema.avro.ModelReference;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Requests and events as records. Stateless. */
final class ModelControls {
    /** Names this process beyond its host. */
    private static final String PROCESS = ProcessHandle.current().pid() + "@" + host();

    private ModelControls() {}

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    static SwapRequest request(ModelControl control) {
        return new SwapRequest(
                control.getSlot(),
                control.getRequestId(),
                control.getReference(),
                control.getShadowRequests(),
                control.getRequestedBy(),
                control.getRequestedAtUs());
    }

    static ModelControl record(SwapRequest request) {
        return ModelControl.newBuilder()
                .setSlot(request.slot())
                .setRequestId(request.id())
                .setReference(request.reference())
                .setShadowRequests(request.shadowRequests())
                .setRequestedBy(request.requestedBy())
                .setRequestedAtUs(request.requestedAtUs())
                .build();
    }

    static ModelEvent event(SwapEvent event) {
        return ModelEvent.newBuilder()
                .setSlot(event.slot())
                .setRequestId(event.requestId())
                .setProcess(PROCESS)
                .setPhase(ModelPhase.valueOf(event.phase().name()))
                .setFrom(reference(event.from()))
                .setTo(reference(event.to()))
                .setShadowRequests(event.shadow().wanted())
                .setCompared(event.shadow().compared())
                .setShadowDropped(event.shadow().dropped())
                .setAgreement(event.shadow().agreement())
                .setMessage(event.message())
                .setTimeUs(event.timeUs())
                .build();
    }

    private static @Nullable ModelReference reference(@Nullable ModelIdentity model) {
        return model == null
                ? null
                : new ModelReference(model.id(), model.version(), model.sha256());
    }
}
