package dev.sealbench.core.release;

import dev.sealbench.core.internal.document.Sha256;
import dev.sealbench.core.internal.files.DurableFiles;
import dev.sealbench.core.release.LmsStateException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;

/// Which one-time keys of an LMS key are used: an append-only file of chained entries, and an anchor elsewhere that
/// knows how many there are. Entry n reserves index n; it is on the disk before anything is signed with it.
///
/// What this notices and what it cannot: `docs/design/012-lms-state.md`.
///
/// Held by one process at a time (file lock); not for several threads.
final class LmsLedger implements AutoCloseable {

    // header: magic 8, ledger id 16, SHA-256 of the LMS public key 32, file identity 20, SHA-256 of these 32
    private static final byte[] MAGIC = "SBLMSLG1".getBytes(StandardCharsets.US_ASCII);
    private static final int ID_BYTES = 16;
    private static final int HEADER_BODY_BYTES = 8 + ID_BYTES + Sha256.SIZE_BYTES + FileIdentity.SIZE_BYTES;
    static final int HEADER_BYTES = HEADER_BODY_BYTES + Sha256.SIZE_BYTES;
    // entry: index 4, seconds since 1970 8, what is signed 32, SHA-256(chain before || these) 32
    private static final int ENTRY_BODY_BYTES = 4 + 8 + Sha256.SIZE_BYTES;
    static final int ENTRY_BYTES = ENTRY_BODY_BYTES + Sha256.SIZE_BYTES;

    private final FileChannel channel;
    private final FileLock lock;
    private final LmsAnchor anchor;
    private final Clock clock;
    private int count;
    private byte[] chain;

    private LmsLedger(FileChannel channel, FileLock lock, LmsAnchor anchor, Clock clock) {
        this.channel = channel;
        this.lock = lock;
        this.anchor = anchor;
        this.clock = clock;
    }

    /// Makes the ledger of a new key and its anchor.
    static void create(KeyPlace place, byte[] lmsPublicKey, SecureRandom random) throws IOException {
        DurableFiles.create(place.ledger(), new byte[0]);
        var id = new byte[ID_BYTES];
        random.nextBytes(id);
        var body = ByteBuffer.allocate(HEADER_BODY_BYTES)
                .put(MAGIC)
                .put(id)
                .put(Sha256.of(lmsPublicKey))
                .put(FileIdentity.ofNew(place.ledger()))
                .array();
        try (var channel = FileChannel.open(place.ledger(), StandardOpenOption.WRITE)) {
            DurableFiles.writeFully(channel, body, 0);
            DurableFiles.writeFully(channel, Sha256.of(body), HEADER_BODY_BYTES);
            channel.force(true);
        }
        new LmsAnchor(place.anchorFolder(), id).store(0, Sha256.of(body));
    }

    /// Opens the ledger of `lmsPublicKey` for this process alone and compares it with its anchor.
    ///
    /// @throws LmsStateException if it is in use, a copy, older than its anchor or damaged
    static LmsLedger open(KeyPlace place, byte[] lmsPublicKey, Clock clock) throws IOException, LmsStateException {
        var channel = FileChannel.open(place.ledger(), StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            var lock = lock(channel);
            var header = readHeader(channel, lmsPublicKey);
            if (!FileIdentity.matches(place.ledger(), header.identity())) {
                throw new LmsStateException(Reason.COPIED);
            }
            var ledger = new LmsLedger(channel, lock, new LmsAnchor(place.anchorFolder(), header.id()), clock);
            ledger.replay(header.chain());
            return ledger;
        } catch (IOException | LmsStateException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /// Reserves the next index for `digest` (32 octets). When this returns, no later process gets the same index.
    ///
    /// @throws LmsStateException EXHAUSTED
    int reserve(byte[] digest) throws IOException, LmsStateException {
        if (count >= LmsPublicKey.SIGNATURES) {
            throw new LmsStateException(Reason.EXHAUSTED);
        }
        int index = count;
        append(digest);
        anchor.store(count, chain);
        return index;
    }

    /// The index that [#reserve] gives next.
    int next() {
        return count;
    }

    int signaturesLeft() {
        return LmsPublicKey.SIGNATURES - count;
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }

    private void append(byte[] digest) throws IOException {
        var body = ByteBuffer.allocate(ENTRY_BODY_BYTES)
                .putInt(count)
                .putLong(clock.instant().getEpochSecond())
                .put(digest)
                .array();
        var newChain = Sha256.of(chain, body);
        var entry = Arrays.copyOf(body, ENTRY_BYTES);
        System.arraycopy(newChain, 0, entry, ENTRY_BODY_BYTES, Sha256.SIZE_BYTES);
        DurableFiles.writeFully(channel, entry, HEADER_BYTES + (long) count * ENTRY_BYTES);
        channel.force(true);
        chain = newChain;
        count++;
    }

    /// Follows the chain to its end, compares with the anchor, and mends what a crash may leave: a torn last entry,
    /// or an anchor that is one entry behind.
    private void replay(byte[] headerChain) throws IOException, LmsStateException {
        var known = anchor.load();
        chain = headerChain;
        var history = follow(known);
        if (known.count() > count) {
            throw new LmsStateException(Reason.OLDER);
        }
        if (history.torn()) {
            append(new byte[Sha256.SIZE_BYTES]); // the torn entry's index may have been about to sign: it is used
        }
        if (!history.anchorSeen() || count - known.count() > 1) {
            throw new LmsStateException(Reason.ANCHOR);
        }
        anchor.store(count, chain);
    }

    /// Sets [#count] and [#chain] to the last good entry.
    private History follow(LmsAnchor.State known) throws IOException, LmsStateException {
        long entryOctets = channel.size() - HEADER_BYTES;
        long complete = entryOctets / ENTRY_BYTES;
        var anchorSeen = known.matches(count, chain);
        while (count < complete) {
            var next = nextChain();
            if (next.isEmpty()) {
                // a last entry that the anchor does not know may have its length and still not be on the disk
                var torn = count == complete - 1 && known.count() == count && entryOctets % ENTRY_BYTES == 0;
                if (!torn) {
                    throw new LmsStateException(Reason.DAMAGED);
                }
                return new History(true, anchorSeen);
            }
            chain = next.get();
            count++;
            anchorSeen |= known.matches(count, chain);
        }
        return new History(entryOctets % ENTRY_BYTES != 0, anchorSeen);
    }

    /// The chain value of entry [#count]; empty if the entry is not as it was written.
    private Optional<byte[]> nextChain() throws IOException {
        var entry = read(channel, HEADER_BYTES + (long) count * ENTRY_BYTES, ENTRY_BYTES);
        var expected = Sha256.of(chain, Arrays.copyOf(entry, ENTRY_BODY_BYTES));
        var stored = Arrays.copyOfRange(entry, ENTRY_BODY_BYTES, ENTRY_BYTES);
        var good = ByteBuffer.wrap(entry).getInt() == count && Arrays.equals(expected, stored);
        return good ? Optional.of(stored) : Optional.empty();
    }

    private static FileLock lock(FileChannel channel) throws IOException, LmsStateException {
        try {
            var lock = channel.tryLock();
            if (lock == null) {
                throw new LmsStateException(Reason.IN_USE);
            }
            return lock;
        } catch (OverlappingFileLockException e) {
            throw new LmsStateException(Reason.IN_USE);
        }
    }

    private static Header readHeader(FileChannel channel, byte[] lmsPublicKey) throws IOException, LmsStateException {
        if (channel.size() < HEADER_BYTES) {
            throw new LmsStateException(Reason.DAMAGED);
        }
        var body = read(channel, 0, HEADER_BODY_BYTES);
        var chain = read(channel, HEADER_BODY_BYTES, Sha256.SIZE_BYTES);
        int keyAt = MAGIC.length + ID_BYTES;
        int identityAt = keyAt + Sha256.SIZE_BYTES;
        var header = new Header(
                Arrays.copyOfRange(body, MAGIC.length, keyAt),
                Arrays.copyOfRange(body, identityAt, HEADER_BODY_BYTES),
                chain);
        var goodMagic = Arrays.equals(MAGIC, Arrays.copyOf(body, MAGIC.length));
        var goodKey = Arrays.equals(Sha256.of(lmsPublicKey), Arrays.copyOfRange(body, keyAt, identityAt));
        if (!goodMagic || !goodKey || !Arrays.equals(Sha256.of(body), chain)) {
            throw new LmsStateException(Reason.DAMAGED);
        }
        return header;
    }

    private static byte[] read(FileChannel channel, long position, int sizeBytes) throws IOException {
        var octets = ByteBuffer.allocate(sizeBytes);
        while (octets.hasRemaining()) {
            if (channel.read(octets, position + octets.position()) < 0) {
                throw new IOException("the ledger ends early");
            }
        }
        return octets.array();
    }

    /// @param torn the last entry is not whole
    /// @param anchorSeen what the anchor knows is part of this chain
    private record History(boolean torn, boolean anchorSeen) {}

    private record Header(byte[] id, byte[] identity, byte[] chain) {}
}
