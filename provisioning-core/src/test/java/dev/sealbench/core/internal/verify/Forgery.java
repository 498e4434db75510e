package dev.sealbench.core.internal.verify;

import dev.sealbench.core.Octets;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.document.TestKeys;
import dev.sealbench.core.internal.export.ExportedOrder;
import dev.sealbench.core.internal.export.ExportedReceipt;
import dev.sealbench.core.internal.export.ExportedUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a station, or whoever owns its database, could do to books before they are exported and signed.
///
/// @param name in words
/// @param where expression that the beginning of what the verdict names matches
/// @param why what Java's verdict says, in part
/// @param deed done to books of four units
record Forgery(String name, String where, String why, Deed deed) {

    /// What is done.
    interface Deed {
        void to(TestBooks books) throws Exception;
    }

    @Override
    public String toString() {
        return name;
    }

    static List<Forgery> all() {
        var all = new ArrayList<Forgery>();
        all.addAll(ofTheLog());
        all.addAll(ofDocuments());
        all.addAll(ofLines());
        return all;
    }

    private static List<Forgery> ofTheLog() {
        return List.of(
                new Forgery(
                        "a field was changed",
                        "events.jsonl, line ",
                        "was changed, added, taken away or moved",
                        books -> Edits.change(books.log, 6, "nothing happened")),
                new Forgery(
                        "a row was taken out of the middle",
                        "events.jsonl, line 6",
                        "not event 6",
                        books -> books.log.events.remove(5)),
                new Forgery("a row was taken out and the rest renumbered", "events.jsonl", "was changed", books -> {
                    books.log.events.remove(5);
                    Edits.renumber(books.log);
                    books.log.append(Edits.copy(books.log.events.getLast(), books.log.events.size() + 1L, "one more"));
                }),
                new Forgery(
                        "the newest rows were taken away",
                        "events.jsonl",
                        "ends with event",
                        books -> books.log.events.removeLast()),
                new Forgery(
                        "the newest rows were taken away with their checkpoints",
                        "units/CP4264710000.tar/.*/order-",
                        "names a checkpoint that the log of line-4 does not have",
                        books -> {
                            books.log.forgetFrom(TestLog.size(books.log.notes.get(2)));
                            books.units.replaceAll(unit -> Edits.with(unit, UnitState.RECORDED));
                        }),
                new Forgery("two rows were swapped", "events.jsonl", "was changed", books -> {
                    var third = books.log.events.get(2);
                    var fourth = books.log.events.get(3);
                    books.log.events.set(2, Edits.at(third.at(), Edits.copy(fourth, 3, fourth.detail())));
                    books.log.events.set(3, Edits.at(fourth.at(), Edits.copy(third, 4, third.detail())));
                }),
                new Forgery("two rows were swapped with their times", "events.jsonl, line 4", "is earlier", books -> {
                    var third = books.log.events.get(2);
                    books.log.events.set(2, Edits.copy(books.log.events.get(3), 3, ""));
                    books.log.events.set(3, Edits.copy(third, 4, ""));
                }),
                new Forgery("a row was inserted", "events.jsonl", "was changed", books -> {
                    books.log.events.add(4, Edits.copy(books.log.events.get(4), 5, "never happened"));
                    Edits.renumber(books.log);
                }),
                new Forgery(
                        "a row was appended",
                        "events.jsonl",
                        "its newest checkpoint is about",
                        books -> books.log.events.add(
                                Edits.copy(books.log.events.getLast(), books.log.events.size() + 1L, "later"))),
                new Forgery(
                        "the log was made anew, checkpoints signed again",
                        "units/CP4264710000.tar/.*/order-",
                        "names a checkpoint that the log of line-4 does not have",
                        books -> {
                            Edits.change(books.log, 6, "nothing happened");
                            books.log.makeAnew(books.vendor.station);
                        }),
                new Forgery(
                        "the log was made anew, old checkpoints kept",
                        "log/checkpoints.jsonl, line 2",
                        "is not the beginning of",
                        books -> {
                            var old = List.copyOf(books.log.notes);
                            Edits.change(books.log, 6, "nothing happened");
                            books.log.makeAnew(books.vendor.station);
                            var newest = books.log.notes.getLast();
                            books.log.notes.clear();
                            books.log.notes.addAll(old.subList(0, old.size() - 1));
                            books.log.notes.add(newest);
                        }),
                new Forgery(
                        "an unknown key signed the checkpoints",
                        "log/line-4.checkpoint",
                        "is not signed with",
                        books -> books.log.makeAnew(TestKeys.fresh())),
                new Forgery(
                        "another vendor's statement is in the log", "log/line-4.statement", "is not signed", books -> {
                            var other = new Vendor();
                            books.log.statements.set(0, Octets.of(other.stationStatement.toByteArray()));
                            books.log.makeAnew(other.station);
                        }),
                new Forgery(
                        "a row has two meanings",
                        "events.jsonl, line 6",
                        "does not say what its leaf says",
                        books -> books.log.events.set(5, Edits.copy(books.log.events.get(5), 6, "a\u0001b"))));
    }

    private static List<Forgery> ofDocuments() {
        return List.of(
                new Forgery(
                        "two units exchanged their final receipts",
                        "units/.*/receipt-",
                        "is a receipt of another unit",
                        books -> {
                            var first = books.receipts.get(1);
                            var second = books.receipts.get(3);
                            books.receipts.set(1, Edits.receiptOf(first.serial().text(), second));
                            books.receipts.set(
                                    3, Edits.receiptOf(second.serial().text(), first));
                        }),
                new Forgery(
                        "an order was edited",
                        "units/.*/order-",
                        "is not signed by key",
                        books -> Edits.editOrder(books, false)),
                new Forgery(
                        "an order was edited and signed again",
                        "units/.*/order-",
                        "is about an order that is not",
                        books -> Edits.editOrder(books, true)),
                new Forgery(
                        "a unit has no receipt",
                        "units.csv",
                        "without a final receipt",
                        books -> books.receipts.remove(3)),
                new Forgery("a unit has no order", "units/.*/order-", "is about an order that is not", books -> {
                    books.orders.remove(2);
                    var decision = books.orders.get(2);
                    books.orders.set(2, new ExportedOrder(decision.serial(), 1, decision.document()));
                }),
                new Forgery("another ROM ran", "units/.*/receipt-", "does not show that PCR 0, 4 and 7", books -> {
                    var order = books.orders.get(2);
                    books.orders.set(2, Edits.measured(order, ExportedOrder.ROM, "00".repeat(32)));
                }),
                new Forgery(
                        "a receipt of another key", "units/.*/receipt-", "the attestation key is the one", books -> {
                            var receipt = books.receipts.get(2);
                            var other = new SoftTpm();
                            books.receipts.set(
                                    2,
                                    new ExportedReceipt(
                                            receipt.serial(),
                                            1,
                                            receipt.body(),
                                            receipt.quote(),
                                            receipt.lock(),
                                            Octets.of(other.area()),
                                            Octets.of(TestBooks.spki(other.area()))));
                        }),
                new Forgery(
                        "a quote of another body",
                        "units/.*/receipt-",
                        "the quote is about this receipt's body",
                        books -> {
                            var trial = books.receipts.get(2);
                            var locked = books.receipts.get(3);
                            books.receipts.set(
                                    3,
                                    new ExportedReceipt(
                                            locked.serial(),
                                            2,
                                            locked.body(),
                                            trial.quote(),
                                            locked.lock(),
                                            locked.attestationArea(),
                                            locked.attestationKey()));
                        }),
                new Forgery("a locked receipt without its lock", "units/.*/receipt-", "missing", books -> {
                    var locked = books.receipts.get(3);
                    books.receipts.set(
                            3,
                            new ExportedReceipt(
                                    locked.serial(),
                                    2,
                                    locked.body(),
                                    locked.quote(),
                                    Optional.empty(),
                                    locked.attestationArea(),
                                    locked.attestationKey()));
                }),
                new Forgery(
                        "a device certificate of another unit",
                        "units/.*/order-1.der",
                        "is not the device certificate",
                        books -> {
                            var order = books.orders.get(2);
                            books.orders.set(
                                    2,
                                    new ExportedOrder(
                                            order.serial(),
                                            1,
                                            order.document(),
                                            books.orders.get(0).certificate(),
                                            order.measured()));
                        }),
                new Forgery("the device certificate is missing", "units/.*/order-1.der", "missing", books -> {
                    var order = books.orders.get(2);
                    books.orders.set(
                            2,
                            new ExportedOrder(order.serial(), 1, order.document(), Optional.empty(), order.measured()));
                }),
                new Forgery(
                        "documents of a unit that is not listed",
                        "units/.*/order-",
                        "is not in units.csv",
                        books -> books.units.remove(1)));
    }

    private static List<Forgery> ofLines() {
        return List.of(
                new Forgery(
                        "a line has another firmware",
                        "units.csv",
                        "has another firmware_version",
                        books -> books.units.set(1, Edits.firmware(books.units.get(1), "9.9.9+9"))),
                new Forgery("a line has another customer", "units.csv", "has another customer", books -> {
                    var unit = books.units.get(1);
                    var placement = new ExportedUnit.Placement("2026-0417", "Somebody Else", "CP42", "04012345678901");
                    books.units.set(1, new ExportedUnit(unit.serial(), placement, unit.progress(), unit.build()));
                }),
                new Forgery(
                        "a unit is not released, says its line",
                        "units.csv",
                        "the log says that it was released",
                        books -> books.units.set(1, Edits.with(books.units.get(1), UnitState.LABELLED))),
                new Forgery(
                        "a unit is scrapped, says its line",
                        "units.csv",
                        "the log does not say so",
                        books -> books.units.set(1, Edits.with(books.units.get(1), UnitState.SCRAPPED))),
                new Forgery(
                        "a run that the log has is not counted",
                        "units.csv",
                        "runs, but the log says",
                        books -> books.units.replaceAll(
                                unit -> unit.progress().runs() == 2 ? Edits.runs(unit, 1) : unit)),
                new Forgery(
                        "a unit stands twice",
                        "units.csv",
                        "stands twice",
                        books -> books.units.add(1, books.units.get(0))));
    }
}
