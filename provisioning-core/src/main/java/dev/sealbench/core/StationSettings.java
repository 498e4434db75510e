package dev.sealbench.core;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/// The settings as `station.json` has them, and which of them the running station does not know yet. Immutable.
///
/// @param config what counts from the next start on
/// @param waiting parts that differ from what the station works with until it is started again
/// @param books where the books of the home lie; not there when `config` names a database
/// @param booksBytes how large they are; 0 when it cannot be known
public record StationSettings(StationConfig config, Set<Part> waiting, Path books, long booksBytes) {

    /// What may differ.
    public enum Part {
        SLOTS,
        PRINTERS,
        IDLE_TIME,
        VAULT_TIME,
        MAKER,
        /// Something that no window changes; somebody edited the file.
        OTHER
    }

    /// Copies the set.
    public StationSettings {
        waiting = Set.copyOf(waiting);
    }

    static StationSettings of(StationConfig kept, StationConfig running, Path books) {
        var waiting = EnumSet.noneOf(Part.class);
        if (!kept.slots().equals(running.slots())) {
            waiting.add(Part.SLOTS);
        }
        if (!kept.printers().equals(running.printers())) {
            waiting.add(Part.PRINTERS);
        }
        if (kept.signIn().idleMinutes() != running.signIn().idleMinutes()) {
            waiting.add(Part.IDLE_TIME);
        }
        if (!kept.signIn().vaultMinutes().equals(running.signIn().vaultMinutes())) {
            waiting.add(Part.VAULT_TIME);
        }
        if (!kept.maker().equals(running.maker())) {
            waiting.add(Part.MAKER);
        }
        var same = running.withSlots(kept.slots())
                .withPrinters(kept.printers())
                .withIdleMinutes(kept.signIn().idleMinutes())
                .withVaultMinutes(kept.signIn().vaultMinutes())
                .withMaker(kept.maker());
        if (!kept.equals(same)) {
            waiting.add(Part.OTHER);
        }
        return new StationSettings(kept, waiting, books, books.toFile().length());
    }
}
