package dev.sealbench.core.internal.run;

import dev.sealbench.core.Digest;
import dev.sealbench.link.BurnContent;
import java.util.LinkedHashMap;
import java.util.Map;

/// The images that this station burned last, packed for the line: once per release, not once per unit.
///
/// Thread-safe; while one is packed, others wait.
public final class PackedImages {

    /// A line changes releases now and then; more than a few at a time are not worth their memory.
    private static final int MOST = 4;

    private final Map<Digest, BurnContent> lastUsed = new LinkedHashMap<>(2 * MOST, 0.75F, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, BurnContent> eldest) {
            return size() > MOST;
        }
    };

    /// `image`, packed. Found again by the digest of all its octets: the image's own leaves out the signatures.
    public synchronized BurnContent of(byte[] image) {
        return lastUsed.computeIfAbsent(Digest.sha256(image), _ -> BurnContent.of(image));
    }
}
