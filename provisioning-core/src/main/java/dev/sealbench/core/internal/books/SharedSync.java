package dev.sealbench.core.internal.books;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Brings changes of several threads to the disk with as few syncs as possible: one thread syncs for all
/// whose changes were made before it began. Nobody waits longer than for the sync that is under way and for
/// one more.
///
/// Safe for several threads.
final class SharedSync {

    private final ReentrantLock lock = new ReentrantLock();

    private final Condition ended = lock.newCondition();

    /// How many changes were made, and how many of them are on the disk; guarded by `lock`, as is `syncing`.
    private long made;

    private long synced;

    private boolean syncing;

    /// Call after the change was made; it is on the disk when this returns.
    ///
    /// @param force brings everything to the disk that was there when it began; what it throws is passed on
    ///     to
    ///     whoever called it, and nothing counts as synced
    void sync(Runnable force) {
        lock.lock();
        try {
            long mine = ++made;
            while (synced < mine) {
                if (syncing) {
                    ended.awaitUninterruptibly();
                } else {
                    syncForAll(force);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// Lets go of the lock meanwhile, so that others can join the next sync.
    private void syncForAll(Runnable force) {
        long covered = made; // before it begins: a change made meanwhile may not be in it
        syncing = true;
        boolean done = false;
        lock.unlock();
        try {
            force.run();
            done = true;
        } finally {
            lock.lock();
            syncing = false;
            synced = done ? covered : synced;
            ended.signalAll();
        }
    }
}
