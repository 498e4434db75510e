package dev.sealbench.core.internal.books;

import dev.sealbench.core.Author;
import dev.sealbench.core.Digest;
import dev.sealbench.core.FirmwareRelease;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Firmware releases that may be burned, and those that no longer may. Whoever adds a release has verified it.
public final class ReleaseBook {

    private final Ledger ledger;

    ReleaseBook(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Adds a release; nothing happens when the same one is there.
    ///
    /// @throws BooksRefused with [Refusal.NotFound] when its customer is unknown, [Refusal.Exists] when its image
    ///     has another record
    public void add(FirmwareRelease release, Author author) throws BooksException {
        ledger.write(author, entry -> {
            var known = select(entry.handle(), release.image());
            if (known.isPresent() && known.get().equals(release)) {
                return null;
            }
            if (known.isPresent()) {
                throw new BooksRefused(new Refusal.Exists("firmware release " + release.image()));
            }
            CustomerBook.requireCustomer(entry.handle(), release.vid());
            insert(entry, release);
            entry.event("release.imported", "%s, image %s".formatted(release.version(), release.image()));
            return null;
        });
    }

    /// Puts a release on the block list, from which nothing leads back; nothing happens when it is on it.
    ///
    /// @param reason 1 to 256 characters
    /// @throws BooksRefused with [Refusal.NotFound] or [Refusal.ReasonMissing]
    public void block(Digest image, String reason, Author author) throws BooksException {
        ledger.write(author, entry -> {
            Reasons.require("blocking a release", reason);
            if (select(entry.handle(), image).isEmpty()) {
                throw new BooksRefused(new Refusal.NotFound("firmware release " + image));
            }
            if (selectBlock(entry.handle(), image).isPresent()) {
                return null;
            }
            entry.handle()
                    .createUpdate("INSERT INTO firmware_release_block (image_sha256, reason, created_at)"
                            + " VALUES (:image, :reason, :now)")
                    .bind("image", image.hex())
                    .bind("reason", reason)
                    .bind("now", Rows.time(entry.now()))
                    .execute();
            entry.event("release.blocked", "image %s: %s".formatted(image, reason));
            return null;
        });
    }

    /// The release with this image digest, blocked or not.
    public Optional<FirmwareRelease> find(Digest image) throws BooksException {
        return ledger.read(handle -> select(handle, image));
    }

    /// Why this release is blocked; empty when it is not.
    public Optional<String> blocked(Digest image) throws BooksException {
        return ledger.read(handle -> selectBlock(handle, image));
    }

    /// All releases, oldest first.
    public List<FirmwareRelease> list() throws BooksException {
        return ledger.read(
                handle -> handle.createQuery("SELECT * FROM firmware_release ORDER BY created_at, image_sha256")
                        .map((row, _) -> toRelease(row))
                        .list());
    }

    static Optional<FirmwareRelease> select(Handle handle, Digest image) {
        return handle.createQuery("SELECT * FROM firmware_release WHERE image_sha256 = :image")
                .bind("image", image.hex())
                .map((row, _) -> toRelease(row))
                .findOne();
    }

    static Optional<String> selectBlock(Handle handle, Digest image) {
        return handle.createQuery("SELECT reason FROM firmware_release_block WHERE image_sha256 = :image")
                .bind("image", image.hex())
                .mapTo(String.class)
                .findOne();
    }

    private static void insert(Entry entry, FirmwareRelease release) {
        entry.handle()
                .createUpdate("INSERT INTO firmware_release (image_sha256, vid, cid, version, security_counter,"
                        + " file_sha256, size_bytes, sbom_sha256, record, created_at) VALUES (:image, :vid, :cid,"
                        + " :version, :counter, :file, :size, :sbom, :record, :now)")
                .bind("image", release.image().hex())
                .bind("vid", release.vid())
                .bind("cid", release.cid())
                .bind("version", release.version())
                .bind("counter", release.securityCounter())
                .bind("file", release.file().hex())
                .bind("size", release.sizeBytes())
                .bind("sbom", release.sbom().hex())
                .bind("record", release.record().toBytes())
                .bind("now", Rows.time(entry.now()))
                .execute();
    }

    private static FirmwareRelease toRelease(ResultSet row) throws SQLException {
        return new FirmwareRelease(
                new Digest(row.getString("image_sha256")),
                Rows.uuid(row, "vid"),
                Rows.uuid(row, "cid"),
                row.getString("version"),
                row.getLong("security_counter"),
                new Digest(row.getString("file_sha256")),
                row.getLong("size_bytes"),
                new Digest(row.getString("sbom_sha256")),
                Rows.octets(row, "record"));
    }
}
