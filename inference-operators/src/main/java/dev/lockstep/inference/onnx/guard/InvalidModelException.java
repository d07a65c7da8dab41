package dev.lockstep.inference.onnx.guard;

/** Why a model is refused; the message goes on a sentence after "is refused: ". */
final class InvalidModelException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidModelException(String message) {
        super(message);
    }

    InvalidModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
