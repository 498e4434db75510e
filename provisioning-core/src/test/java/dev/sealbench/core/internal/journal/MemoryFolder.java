package dev.sealbench.core.internal.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A folder on a disk that loses power before its n-th operation, and then holds what such a disk may hold: names and
/// contents that were synchronised for certain, the others or not, or half of them.
final class MemoryFolder implements JournalFolder {

    private final Map<String, Inode> names = new HashMap<>();

    private final List<Map<String, Inode>> namesSinceSync = new ArrayList<>();

    private int operationsLeft;

    private MemoryFolder(int operations) {
        operationsLeft = operations;
    }

    /// A folder with one file that is on the disk.
    static MemoryFolder with(String name, byte[] content, int operations) {
        var folder = new MemoryFolder(operations);
        var inode = new Inode();
        inode.written = content.clone();
        inode.durable = content.clone();
        folder.names.put(name, inode);
        folder.namesSinceSync.add(Map.copyOf(folder.names));
        return folder;
    }

    static final class PowerLost extends IOException {

        private static final long serialVersionUID = 1L;
    }

    private static final class Inode {

        private byte[] written = new byte[0];

        private byte[] durable = new byte[0];

        /// What may stand on the disk after a power cut: as it was synchronised, as it was written, or half of that.
        private List<byte[]> afterCut() {
            return Arrays.equals(written, durable)
                    ? List.of(durable)
                    : List.of(durable, written, Arrays.copyOf(written, written.length / 2), new byte[written.length]);
        }
    }

    /// Every content that the folder may have once power is back, as files by name.
    List<Map<String, byte[]>> afterPowerCut() {
        var outcomes = new ArrayList<Map<String, byte[]>>();
        for (var state : namesSinceSync) {
            var partial = new ArrayList<Map<String, byte[]>>(List.of(Map.of()));
            for (var name : state.entrySet()) {
                var longer = new ArrayList<Map<String, byte[]>>();
                for (var content : name.getValue().afterCut()) {
                    for (var before : partial) {
                        var files = new HashMap<>(before);
                        files.put(name.getKey(), content);
                        longer.add(files);
                    }
                }
                partial = longer;
            }
            outcomes.addAll(partial);
        }
        return outcomes;
    }

    @Override
    public void delete(String name) throws IOException {
        spend();
        names.remove(name);
        namesSinceSync.add(Map.copyOf(names));
    }

    @Override
    public void create(String name) throws IOException {
        spend();
        if (names.putIfAbsent(name, new Inode()) != null) {
            throw new IOException("File exists");
        }
        namesSinceSync.add(Map.copyOf(names));
    }

    @Override
    public void replace(String fresh, String name) throws IOException {
        spend();
        names.put(name, names.remove(fresh));
        namesSinceSync.add(Map.copyOf(names));
    }

    @Override
    public void sync() throws IOException {
        spend();
        namesSinceSync.subList(0, namesSinceSync.size() - 1).clear();
    }

    @Override
    public DurableFile open(String name) {
        var inode = names.get(name);
        return new DurableFile() {
            @Override
            public byte[] readAll() {
                return inode.written.clone();
            }

            @Override
            public void write(long offset, byte[] content) throws IOException {
                int half = content.length / 2;
                put((int) offset, Arrays.copyOf(content, half));
                spend();
                put((int) offset + half, Arrays.copyOfRange(content, half, content.length));
            }

            @Override
            public void truncate(long size) throws IOException {
                spend();
                inode.written = Arrays.copyOf(inode.written, (int) size);
            }

            @Override
            public void sync() throws IOException {
                spend();
                inode.durable = inode.written.clone();
            }

            @Override
            public void close() {
                // nothing is held
            }

            private void put(int offset, byte[] content) {
                inode.written = Arrays.copyOf(inode.written, Math.max(inode.written.length, offset + content.length));
                System.arraycopy(content, 0, inode.written, offset, content.length);
            }
        };
    }

    private void spend() throws PowerLost {
        if (operationsLeft == 0) {
            throw new PowerLost();
        }
        operationsLeft--;
    }
}
