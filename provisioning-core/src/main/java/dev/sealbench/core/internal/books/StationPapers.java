package dev.sealbench.core.internal.books;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.sealbench.core.Author;
import dev.sealbench.core.Digest;
import dev.sealbench.core.Octets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the vendor signed for the stations: statements, which name the keys that sign their logs and orders, and
/// certificates of their device CAs. A station whose vault was made anew has several: what the old keys signed stays in
/// the books, so the old papers do, too.
public final class StationPapers {

    private static final Kind STATEMENT = new Kind("station_statement", "statement", "station.enrolled", "statement ");

    private static final Kind DEVICE_CA = new Kind("device_ca", "certificate", "station.certified", "certificate ");

    private final Ledger ledger;

    StationPapers(Ledger ledger) {
        this.ledger = ledger;
    }

    /// @param table has the columns station_id, NAME_sha256, NAME and added_at
    /// @param action of the event
    /// @param detail before the digest
    private record Kind(String table, String name, String action, String detail) {}

    /// Notes the vendor's statement for this station. Nothing happens when it is known.
    ///
    /// @param statement a serialised envelope
    public void enrol(Octets statement, Author author) throws BooksException {
        add(STATEMENT, statement, author);
    }

    /// Notes the certificate of this station's device CA. Nothing happens when it is known.
    ///
    /// @param certificate DER
    public void certify(Octets certificate, Author author) throws BooksException {
        add(DEVICE_CA, certificate, author);
    }

    /// The vendor's statements for a station, serialised envelopes, newest first.
    public List<Octets> statements(String station) throws BooksException {
        return ledger.read(handle -> handle.createQuery("SELECT statement FROM station_statement"
                        + " WHERE station_id = :station ORDER BY added_at DESC, statement_sha256")
                .bind("station", station)
                .map((row, _) -> Rows.octets(row, "statement"))
                .list());
    }

    /// The certificates of the stations' device CAs, DER, newest first, by station.
    public SortedMap<String, List<Octets>> deviceCas() throws BooksException {
        return ledger.read(handle -> handle.createQuery("SELECT station_id, certificate FROM device_ca"
                        + " ORDER BY station_id, added_at DESC, certificate_sha256")
                .map((row, _) -> Map.entry(row.getString("station_id"), Rows.octets(row, "certificate")))
                .collect(groupingBy(Map.Entry::getKey, TreeMap::new, mapping(Map.Entry::getValue, toList()))));
    }

    private void add(Kind kind, Octets paper, Author author) throws BooksException {
        var digest = Digest.sha256(paper.toBytes()).hex();
        ledger.note(author, entry -> {
            boolean known = entry.handle()
                            .createQuery("SELECT count(*) FROM %s WHERE station_id = :station AND %s_sha256 = :sha256"
                                    .formatted(kind.table(), kind.name()))
                            .bind("station", entry.station())
                            .bind("sha256", digest)
                            .mapTo(Long.class)
                            .one()
                    > 0;
            if (!known) {
                entry.handle()
                        .createUpdate(("INSERT INTO %1$s (station_id, %2$s_sha256, %2$s, added_at)"
                                        + " VALUES (:station, :sha256, :paper, :now)")
                                .formatted(kind.table(), kind.name()))
                        .bind("station", entry.station())
                        .bind("sha256", digest)
                        .bind("paper", paper.toBytes())
                        .bind("now", Rows.time(entry.now()))
                        .execute();
                entry.event(kind.action(), kind.detail() + digest);
            }
            return null;
        });
    }
}
