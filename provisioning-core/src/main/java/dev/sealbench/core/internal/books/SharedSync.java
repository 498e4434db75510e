package dev.sealbench.core.internal.books;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/// Brings changes of several threads to the disk with as few syncs as possible: a thread that waited for another's sync
/// needs none of its own when its change was made before that one began.
///
/// Safe for several threads.
final class SharedSync {

    private final AtomicLong made = new AtomicLong();

    private final ReentrantLock syncing = new ReentrantLock();

    /// How many of the changes made are on the disk; guarded by `syncing`.
    private long synced;

    /// Call after the change was made; it is on the disk when this returns.
    ///
    /// @param force brings everything to the disk that was there when it began; what it throws is passed on, and
    ///     nothing counts as synced
    void sync(Runnable force) {
        long mine = made.incrementAndGet();
        syncing.lock();
        try {
            if (synced < mine) {
                long covered = made.get(); // before it begins: a change made meanwhile may not be in it
                force.run();
                synced = covered;
            }
        } finally {
            syncing.unlock();
        }
    }
}
