package dev.sealbench.core.internal.books;

import dev.sealbench.core.Author;
import dev.sealbench.core.Digest;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.books.OrderFile.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Orders, decisions and receipts: what proves a unit. Whoever books them has verified them.
public final class DocumentBook {

    private final Ledger ledger;

    DocumentBook(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Books an executed order that was confirmed and attested, and makes the unit at least [UnitState#RECORDED]; all
    /// in one transaction. What is booked already stays, so a journal can be booked twice.
    ///
    /// @throws IllegalArgumentException when the file does not prove a locked charger
    /// @throws BooksRefused with [Refusal.SerialUnknown], [Refusal.NonceReused], [Refusal.DecisionConflict],
    ///     [Refusal.Exists] or [Refusal.StateNotAllowed]
    public void book(OrderFile file, Author author) throws BooksException {
        if (!file.isComplete()) {
            throw new IllegalArgumentException("order of " + file.serial() + " is not confirmed and attested");
        }
        record(file, UnitState.RECORDED, "", author);
    }

    /// Books an executed order whose trial was reverted, and makes the unit [UnitState#REVERTED].
    ///
    /// @param reason 1 to 256 characters
    /// @throws IllegalArgumentException when the file has no decision to revert
    /// @throws BooksRefused as [#book], or [Refusal.ReasonMissing]
    public void bookReverted(OrderFile file, String reason, Author author) throws BooksException {
        if (file.decision().filter(each -> each.decision() == Decision.REVERT).isEmpty()) {
            throw new IllegalArgumentException("the trial of " + file.serial() + " was not reverted");
        }
        Reasons.require("a revert", reason);
        record(file, UnitState.REVERTED, reason, author);
    }

    /// The executed order with this digest.
    public Optional<OrderFile> find(Digest order) throws BooksException {
        return ledger.read(handle -> DocumentRows.select(handle, order));
    }

    /// The executed orders of a unit, oldest first.
    public List<OrderFile> ofUnit(SerialNumber serial) throws BooksException {
        return ledger.read(handle -> {
            var files = new ArrayList<OrderFile>();
            for (var order : DocumentRows.selectOrders(handle, serial)) {
                files.add(DocumentRows.select(handle, order).orElseThrow());
            }
            return List.copyOf(files);
        });
    }

    private void record(OrderFile file, UnitState reached, String reason, Author author) throws BooksException {
        ledger.write(author, entry -> {
            UnitRows.lock(entry, file.serial());
            boolean added = insertMissing(entry, file);
            // a revert that was booked before says nothing about now: the unit may be on its way again
            boolean stale = reached == UnitState.REVERTED && !added;
            boolean moved = !stale && UnitRows.append(entry, file.serial(), reached, reason);
            if (added || moved) {
                entry.event(
                        "unit." + reached.name().toLowerCase(Locale.ROOT),
                        file.serial(),
                        "order %s %s".formatted(file.order().order(), reason));
            }
            return null;
        });
    }

    /// @return whether something was added
    private static boolean insertMissing(Entry entry, OrderFile file) throws BooksRefused {
        var order = file.order().order();
        var known = DocumentRows.select(entry.handle(), order);
        if (known.isEmpty()) {
            if (DocumentRows.isUsed(entry.handle(), file.order())) {
                throw new BooksRefused(new Refusal.NonceReused());
            }
            DocumentRows.insertAll(entry, file);
            return true;
        }
        if (!known.get().order().equals(file.order()) || !known.get().serial().equals(file.serial())) {
            throw new BooksRefused(new Refusal.Exists("order " + order));
        }
        var decided = known.get().decision().map(OrderFile.DecisionDocument::decision);
        if (!decided.equals(file.decision().map(OrderFile.DecisionDocument::decision))) {
            throw new BooksRefused(new Refusal.DecisionConflict(order));
        }
        return false;
    }
}
