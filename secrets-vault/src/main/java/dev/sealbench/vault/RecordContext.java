package dev.sealbench.vault;

import java.util.Arrays;

/// What a sealed record belongs to: opaque octets, 1 to 1,024, fixed by the caller for good. A record opens with the
/// context that it was sealed with and with no other, so that two rows cannot be exchanged.
///
/// The octets are not secret. Immutable: copied in and out.
public record RecordContext(byte[] octets) {

    private static final int MOST_BYTES = 1024;

    /// @throws IllegalArgumentException if there are no octets, or too many
    public RecordContext {
        if (octets.length == 0 || octets.length > MOST_BYTES) {
            throw new IllegalArgumentException("context of " + octets.length + " octets");
        }
        octets = octets.clone();
    }

    @Override
    public byte[] octets() {
        return octets.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordContext that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return "RecordContext[" + octets.length + " octets]";
    }
}
