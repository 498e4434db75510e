package dev.sealbench.core.release;

import java.io.Serial;
import java.util.Optional;

/// A release is not taken; the text is for the person who imports it.
public final class ReleaseRefusedException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final ReleaseRefusal refusal;
    private final ImageRefusal imageRefusal;

    ReleaseRefusedException(ReleaseRefusal refusal, String text) {
        super(text);
        this.refusal = refusal;
        this.imageRefusal = null;
    }

    ReleaseRefusedException(ReleaseRefusal refusal, String text, Throwable cause) {
        super(text, cause);
        this.refusal = refusal;
        this.imageRefusal = null;
    }

    ReleaseRefusedException(ImageRefusedException cause) {
        super(cause.getMessage(), cause);
        this.refusal = ReleaseRefusal.IMAGE;
        this.imageRefusal = cause.refusal();
    }

    public ReleaseRefusal refusal() {
        return refusal;
    }

    /// What a charger would answer; present only with [ReleaseRefusal#IMAGE].
    public Optional<ImageRefusal> imageRefusal() {
        return Optional.ofNullable(imageRefusal);
    }
}
