package dev.sealbench.core.internal.verify;

import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.log.Checkpoint;
import dev.sealbench.core.internal.log.CheckpointKey;
import dev.sealbench.core.internal.log.NoteRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// One log of the export: the newest checkpoint, found good, and the keys that sign its checkpoints.
///
/// @param station whose log
/// @param keys that the vendor's statements say it has or had, newest first: one whose vault was made anew goes on with
///     its log under another key
/// @param newest checkpoint
record LogHead(String station, List<P256PublicKey> keys, Checkpoint newest) {

    private static final String FOLDER = "log";
    private static final String CHECKPOINT = ".checkpoint";
    private static final String STATEMENT = ".statement.dsse.pb";
    private static final String OLDER_STATEMENT = ".statement.%d.dsse.pb";

    /// All logs in the folder `log`, by station.
    ///
    /// @throws WrongExport also when the exporting station's own is missing
    static SortedMap<String, LogHead> all(Path dir, Trust trust) throws IOException, WrongExport {
        var heads = new TreeMap<String, LogHead>();
        var folder = dir.resolve(FOLDER);
        if (Files.isDirectory(folder)) {
            try (var files = Files.newDirectoryStream(folder, "*" + CHECKPOINT)) {
                for (var file : files) {
                    var name = file.getFileName().toString();
                    var station = name.substring(0, name.length() - CHECKPOINT.length());
                    heads.put(station, of(dir, station, trust));
                }
            }
        }
        var own = trust.station().stationId();
        if (!heads.containsKey(own)) {
            throw new WrongExport(path(own), "missing");
        }
        return heads;
    }

    /// Of its newest checkpoint.
    String path() {
        return path(station);
    }

    /// A checkpoint of this log that the station signed.
    ///
    /// @param path for the sentence
    Checkpoint open(String path, byte[] note) throws WrongExport {
        return open(path, note, station, keys);
    }

    private static LogHead of(Path dir, String station, Trust trust) throws IOException, WrongExport {
        var start = FOLDER + "/" + station;
        var keys = new ArrayList<P256PublicKey>();
        keys.add(key(dir, start + STATEMENT, station, trust));
        for (int older = 1; Files.exists(dir.resolve(start + OLDER_STATEMENT.formatted(older))); older++) {
            keys.add(key(dir, start + OLDER_STATEMENT.formatted(older), station, trust));
        }
        return new LogHead(station, keys, open(path(station), SmallFile.read(dir, path(station)), station, keys));
    }

    private static P256PublicKey key(Path dir, String statement, String station, Trust trust)
            throws IOException, WrongExport {
        var identity = trust.station(statement, SmallFile.read(dir, statement));
        if (!identity.stationId().equals(station)) {
            throw new WrongExport(statement, "is about another station");
        }
        return identity.publicKey();
    }

    private static Checkpoint open(String path, byte[] note, String station, List<P256PublicKey> keys)
            throws WrongExport {
        try {
            return CheckpointKey.open(note, Checkpoint.origin(station), keys);
        } catch (NoteRefused e) {
            throw new WrongExport(path, e.getMessage());
        }
    }

    private static String path(String station) {
        return FOLDER + "/" + station + CHECKPOINT;
    }
}
