package dev.sealbench.core.internal.run;

import dev.sealbench.core.Digest;
import dev.sealbench.core.HealthFinding;
import dev.sealbench.core.HealthFinding.Area;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.WitnessConfig;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.LogBook.Left;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.log.LogException;
import dev.sealbench.core.internal.log.NoteRefused;
import dev.sealbench.core.internal.log.SignedNote;
import dev.sealbench.core.internal.log.WitnessFolder;
import dev.sealbench.core.internal.log.WitnessFolder.Cosigned;
import dev.sealbench.core.internal.log.WitnessKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The station's talk with the witness of its log, if it has one. A witness that cannot be reached stops nothing: it
/// is said, and asked again the next time.
///
/// Safe to share between threads.
final class WitnessTalk {

    private static final Logger LOG = LoggerFactory.getLogger(WitnessTalk.class);

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static final String MEND = "look at the witness and its folder; the station works on meanwhile";

    private final String station;
    private final byte[] statement;
    private final Optional<WitnessFolder> folder;

    private WitnessTalk(String station, byte[] statement, Optional<WitnessFolder> folder) {
        this.station = station;
        this.statement = statement;
        this.folder = folder;
    }

    /// @param key the station's
    /// @param statement the vendor's for this station, a serialised envelope
    static WitnessTalk of(StationConfig config, P256PublicKey key, byte[] statement) {
        var named = Optional.ofNullable(config.witness());
        return new WitnessTalk(config.stationId(), statement, named.map(witness -> folder(config, key, witness)));
    }

    private static WitnessFolder folder(StationConfig config, P256PublicKey key, WitnessConfig witness) {
        try {
            return new WitnessFolder(
                    Path.of(witness.folder()), config.stationId(), key, WitnessKey.parse(witness.key()));
        } catch (NoteRefused e) {
            throw new IllegalArgumentException("the configuration was checked", e);
        }
    }

    /// The newest checkpoint that the witness cosigned, as far as it can be had now.
    Optional<Left> cosigned() {
        try {
            return said().flatMap(WitnessFolder.Said::cosigned)
                    .map(Cosigned::checkpoint)
                    .map(checkpoint -> new Left(checkpoint.size(), Digest.of(checkpoint.root())));
        } catch (IOException e) {
            LOG.warn("the folder of the witness cannot be read: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /// Asks the witness to cosign the newest checkpoint.
    void ask(Books books) {
        if (folder.isEmpty()) {
            return;
        }
        try {
            var newest = books.log().newest();
            if (newest.isPresent()) {
                var nodes = books.log().nodes(station, newest.get().size());
                var note = SignedNote.parse(newest.get().note().toBytes());
                Patience.ask(LIMIT, () -> folder.get().ask(statement, note, nodes));
            }
        } catch (IOException | LogException | BooksException e) {
            LOG.warn("the witness was not asked: {}", e.getMessage());
        }
    }

    /// How things stand with the witness; empty when the station has none.
    Optional<HealthFinding> look() {
        try {
            return said().map(WitnessTalk::finding);
        } catch (IOException e) {
            return Optional.of(HealthFinding.warning(
                    Area.DATABASE, "the folder of the witness cannot be read: " + e.getMessage(), MEND));
        }
    }

    private static HealthFinding finding(WitnessFolder.Said said) {
        if (said.trouble().isPresent()) {
            return HealthFinding.warning(
                    Area.DATABASE,
                    "the witness of the log: " + said.trouble().get().sentence(),
                    MEND);
        }
        return said.cosigned()
                .map(cosigned -> HealthFinding.good(
                        Area.DATABASE,
                        "the witness cosigned the log of %d events at %s"
                                .formatted(cosigned.checkpoint().size(), cosigned.at())))
                .orElseGet(() ->
                        HealthFinding.warning(Area.DATABASE, "the witness has not answered yet", "start the witness"));
    }

    private Optional<WitnessFolder.Said> said() throws IOException {
        return folder.isEmpty()
                ? Optional.empty()
                : Optional.of(Patience.ask(LIMIT, () -> folder.get().read()));
    }
}
