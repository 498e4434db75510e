package dev.sealbench.link.internal.pipe;

import java.io.IOException;

/// Octets to and from a charger; may lose, double, insert and change them (PROTOCOL.md 1.2).
///
/// One thread reads, one writes, any closes.
public interface BytePipe extends AutoCloseable {

    /// Waits for octets and puts them at the start of `into`; returns how many, at least one.
    ///
    /// @throws IOException when the pipe ended, broke or was closed
    int read(byte[] into) throws IOException;

    /// Writes the first `length` octets of `from`; may block as long as the other side takes none.
    ///
    /// @throws IOException when the pipe ended, broke or was closed
    void write(byte[] from, int length) throws IOException;

    /// Whether the rate of this pipe is ours to set.
    boolean setsBaud();

    /// Sets the rate of both directions in bits per second, at once; returns whether the port takes it.
    ///
    /// @throws IllegalStateException when the rate is not ours to set
    boolean setBaud(int baud);

    /// Frees a blocked read and a blocked write. Safe to call again.
    @Override
    void close();
}
