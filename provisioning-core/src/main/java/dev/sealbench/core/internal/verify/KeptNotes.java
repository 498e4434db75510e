package dev.sealbench.core.internal.verify;

import dev.sealbench.core.internal.log.Checkpoint;
import dev.sealbench.core.internal.log.NoteRefused;
import dev.sealbench.core.internal.log.SignedNote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The checkpoints that left the station before: each must be the beginning of what the export holds.
///
/// Not safe to share between threads.
final class KeptNotes {

    private static final String ORIGIN_START = "sealbench/";

    private final List<Kept> open = new ArrayList<>();
    private final List<String> cosigned = new ArrayList<>();

    /// @param note its file's name
    private record Kept(String note, LogHead log, Checkpoint checkpoint) {}

    /// @throws WrongExport when one is of a log that is not in the export, or the log was longer
    KeptNotes(List<KeptNote> notes, Map<String, LogHead> heads) throws WrongExport {
        for (var note : notes) {
            var head = heads.get(station(note));
            if (head == null) {
                throw new WrongExport(note.name(), "is the checkpoint of a log that is not in this export");
            }
            var checkpoint = head.open(note.name(), note.octets());
            requireCosigned(note, checkpoint);
            var newest = head.newest();
            if (checkpoint.size() > newest.size()) {
                throw new WrongExport(
                        head.path(),
                        "is about %d events, but %s about %d: the newest ones were taken away"
                                .formatted(newest.size(), note.name(), checkpoint.size()));
            }
            open.add(new Kept(note.name(), head, checkpoint));
            compare(newest, head);
        }
    }

    /// Compares those that are as long as `found`, which the export holds.
    void compare(Checkpoint found, LogHead head) throws WrongExport {
        compare(found.size(), found.root(), head);
    }

    /// As [#compare(Checkpoint, LogHead)].
    void compare(long size, byte[] root, LogHead head) throws WrongExport {
        for (var kept : List.copyOf(open)) {
            if (kept.log().station().equals(head.station()) && kept.checkpoint().size() == size) {
                if (!Arrays.equals(kept.checkpoint().root(), root)) {
                    throw new WrongExport(
                            head.path(),
                            "does not go on from %s: the first %d events were others then"
                                    .formatted(kept.note(), size));
                }
                open.remove(kept);
            }
        }
    }

    /// Whether one is as long as this and not compared yet.
    boolean awaits(long size, LogHead head) {
        return open.stream()
                .anyMatch(kept -> kept.log().station().equals(head.station())
                        && kept.checkpoint().size() == size);
    }

    /// @throws WrongExport when one could not be compared
    void end() throws WrongExport {
        if (!open.isEmpty()) {
            throw new WrongExport(
                    open.getFirst().note(),
                    "cannot be compared with a part of the log: ask for an export of everything");
        }
    }

    /// Which were cosigned, when; one sentence each.
    List<String> cosigned() {
        return List.copyOf(cosigned);
    }

    private void requireCosigned(KeptNote note, Checkpoint checkpoint) throws WrongExport {
        if (note.witness().isEmpty()) {
            return;
        }
        var witness = note.witness().get();
        try {
            cosigned.add("%s: %s cosigned the first %d events at %s"
                    .formatted(
                            note.name(),
                            witness.name(),
                            checkpoint.size(),
                            witness.cosigned(SignedNote.parse(note.octets()))));
        } catch (NoteRefused e) {
            throw new WrongExport(note.name(), "is not what a witness signed: " + e.getMessage());
        }
    }

    private static String station(KeptNote note) throws WrongExport {
        try {
            var origin =
                    Checkpoint.parse(SignedNote.parse(note.octets()).text()).origin();
            return origin.startsWith(ORIGIN_START) ? origin.substring(ORIGIN_START.length()) : "";
        } catch (NoteRefused e) {
            throw new WrongExport(note.name(), "is not a checkpoint: " + e.getMessage());
        }
    }
}
