package dev.sealbench.core.internal.run;

import dev.sealbench.core.Author;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationHome;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.SigningKey;
import dev.sealbench.core.internal.journal.Journal;
import dev.sealbench.core.internal.trust.ChipList;
import dev.sealbench.core.internal.trust.TrustedMakers;
import dev.sealbench.link.wire.Envelope;
import dev.sealbench.vault.Vault;
import java.security.SecureRandom;
import java.time.Clock;

/// What all slots of a station share. Safe to share between threads, as every part of it is.
///
/// @param backlog what the journal holds and the books do not yet
/// @param log signs the station's log and watches over it
/// @param stationStatement the vendor root's word for this station's order key
/// @param chips the TPMs of the lot, where the line has such a list
/// @param slots of the vault, for people's secrets
/// @param images packed for the line, once per release
/// @param author who works here, as events name them
public record Bench(
        StationHome home,
        StationConfig config,
        Vault vault,
        VaultSlots slots,
        Books books,
        Journal journal,
        Backlog backlog,
        LogKeeper log,
        P256PublicKey vendorRoot,
        Envelope stationStatement,
        SigningKey orderKey,
        SigningKey deviceCaKey,
        TrustedMakers makers,
        ChipList chips,
        PackedImages images,
        Author author,
        SecureRandom random,
        Clock clock)
        implements AutoCloseable {

    /// The same bench with somebody else working at it. Closing either closes both.
    public Bench as(Author other) {
        return new Bench(
                home,
                config,
                vault,
                slots,
                books,
                journal,
                backlog,
                log,
                vendorRoot,
                stationStatement,
                orderKey,
                deviceCaKey,
                makers,
                chips,
                images,
                other,
                random,
                clock);
    }

    /// Closes the vault and what works with its keys; books and journal stay open.
    public void closeVault() {
        backlog.close();
        try {
            log.close(); // signs and compares
        } finally {
            vault.close();
        }
    }

    /// Closes books, journal and vault.
    @Override
    public void close() {
        backlog.close();
        log.close();
        books.close();
        journal.close();
        vault.close();
    }

    @Override
    public String toString() {
        return "Bench[" + config.stationId() + "]";
    }

    /// A fresh random value.
    public byte[] randomOctets(int size) {
        var octets = new byte[size];
        random.nextBytes(octets);
        return octets;
    }
}
