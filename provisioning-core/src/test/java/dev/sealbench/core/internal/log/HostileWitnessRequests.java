package dev.sealbench.core.internal.log;

import dev.sealbench.core.internal.document.TestKeys;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Requests to a witness: what is taken is written again as it was, and no proof leads to a tree that is not the log's.
final class HostileWitnessRequests implements Supplier<List<byte[]>>, Predicate<byte[]> {

    private final StationDouble station = new StationDouble("line-1", TestKeys.fresh(), 70);

    @Override
    public List<byte[]> get() {
        return List.of(station.request(0), station.request(33), station.request(64), station.request(70));
    }

    @Override
    public boolean test(byte[] octets) {
        try {
            var request = WitnessRequest.parse(octets);
            if (!Arrays.equals(request.octets(), octets)) {
                throw new AssertionError("another request was written than was read");
            }
            var checkpoint = CheckpointKey.read(request.note());
            if (leadsOn(request, checkpoint)
                    && !Arrays.equals(checkpoint.root(), station.checkpoint().root())) {
                throw new AssertionError("led to " + checkpoint + " from " + request.oldSize());
            }
            return true;
        } catch (NoteRefused e) {
            return false;
        }
    }

    /// A new tree may be of any size: size and root are signed together.
    private boolean leadsOn(WitnessRequest request, Checkpoint checkpoint) {
        long old = request.oldSize();
        return old > 0
                && old <= station.leaves.size()
                && Merkle.isConsistent(
                        old,
                        Merkle.root(station.leaves.subList(0, (int) old)),
                        checkpoint.size(),
                        checkpoint.root(),
                        request.proof());
    }
}
