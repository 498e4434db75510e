package dev.sealbench.link.internal.frame;

import java.util.Arrays;
import java.util.Optional;

/// The types of PROTOCOL.md 2.4.
public enum FrameType {
    /// Station to charger: a serialised `Request`.
    REQUEST(0x01),
    /// Charger to station: a serialised `Response`.
    RESPONSE(0x02),
    /// Station to charger: burn data (PROTOCOL.md 6.3).
    BURN_DATA(0x10),
    /// Charger to station: burn acknowledgement (PROTOCOL.md 6.4).
    BURN_ACK(0x11),
    /// Charger to station, no payload: a program begins to serve (PROTOCOL.md 3.3).
    READY(0x12);

    private final byte code;

    FrameType(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    static Optional<FrameType> of(byte code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findAny();
    }
}
