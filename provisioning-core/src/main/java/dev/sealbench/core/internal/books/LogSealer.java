package dev.sealbench.core.internal.books;

import java.util.Optional;

/// Signs checkpoints of the station's log, and hears of each one that is in the books.
///
/// Called by several threads.
public interface LogSealer {

    /// A checkpoint of the log of `size` events with this root, 32 octets.
    ///
    /// @return the signed note; empty when there is no key now: the next checkpoint covers these events, too
    Optional<byte[]> sign(long size, byte[] root);

    /// The checkpoint is in the books, on the disk. Must not throw; checkpoints may come out of order.
    ///
    /// @param size in events
    void sealed(long size, byte[] note);
}
