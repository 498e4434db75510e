package dev.sealbench.core.internal.export;

import java.io.IOException;
import java.io.InputStream;

/// Signs an export with the station's key, wherever that key is kept.
@FunctionalInterface
public interface ExportSigner {

    /// Signs all that `content` holds, up to its end; the manifest of a large export may be a gigabyte.
    ///
    /// @return ECDSA P-256 with SHA-256, DER
    /// @throws IOException if reading fails or the key is not available
    byte[] sign(InputStream content) throws IOException;
}
