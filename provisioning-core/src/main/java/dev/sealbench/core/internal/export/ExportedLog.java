package dev.sealbench.core.internal.export;

import dev.sealbench.core.Digest;
import dev.sealbench.core.Octets;
import dev.sealbench.core.internal.log.LogException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One station's log as an export sees it: frozen at its newest checkpoint, whatever is added meanwhile.
///
/// Used by one thread.
public interface ExportedLog {

    /// The station whose log it is.
    String station();

    /// The vendor's statements for that station, serialised envelopes, newest first: one at least.
    List<Octets> statements();

    /// The newest checkpoint, a signed note with all its signatures. Events behind it are not exported.
    Octets newest();

    /// How many events that checkpoint is about.
    long size();

    /// The checkpoint that orders name by this digest, a note with the station's signature only; empty when
    /// there is none.
    Optional<Octets> checkpoint(Digest note) throws LogException;

    /// All checkpoints, such notes, in the order in which they were signed; asked for when the whole log is
    /// exported. The stream is closed after use.
    Stream<Octets> checkpoints();

    /// Proof that event `sequence` is in the newest checkpoint's tree (RFC 9162 2.1.3.1).
    ///
    /// @param sequence from 1 to [#size]
    List<byte[]> inclusion(long sequence) throws LogException;

    /// Proof that the newest checkpoint's tree begins with the first `size` events (RFC 9162 2.1.4.1).
    List<byte[]> consistency(long size) throws LogException;
}
