package dev.sealbench.core.release;

import java.io.Serial;

/// An image is not accepted.
public final class ImageRefusedException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final ImageRefusal refusal;

    ImageRefusedException(ImageRefusal refusal, String detail) {
        super(refusal.text() + ": " + detail);
        this.refusal = refusal;
    }

    /// What a charger would answer.
    public ImageRefusal refusal() {
        return refusal;
    }
}
