package dev.sealbench.core.internal.document;

import dev.sealbench.link.wire.Envelope;
import java.util.concurrent.ConcurrentHashMap;

/// Statements that were opened and found good: the two of a station and a customer stand in every order, the same
/// octets each time. Keeps few, whatever is asked. Safe to share between threads.
///
/// @param <T> what such a statement says; immutable
final class StatementCache<T> {

    private static final int MAX_KEPT = 64;

    private final ConcurrentHashMap<Key, T> good = new ConcurrentHashMap<>();

    /// All that decides: every octet of the envelope, and whose signature is asked for.
    private record Key(Envelope envelope, P256PublicKey root) {}

    /// Opens a statement.
    interface Opening<T> {
        T open() throws DocumentException;
    }

    /// What it said before, or says now; what is not good is not kept.
    T opened(Envelope envelope, P256PublicKey root, Opening<T> opening) throws DocumentException {
        var key = new Key(envelope, root);
        var known = good.get(key);
        if (known != null) {
            return known;
        }
        var opened = opening.open();
        if (good.size() >= MAX_KEPT) {
            good.clear(); // an export with so many statements is forged or very large; both can do without
        }
        good.put(key, opened);
        return opened;
    }
}
