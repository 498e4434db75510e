package dev.sealbench.core.internal.books;

import dev.sealbench.core.ChipId;
import dev.sealbench.core.Digest;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.UnitState;

/// What the books do not allow, with the facts that a screen or an event wants.
public sealed interface Refusal {

    /// One sentence for a person.
    String text();

    /// The unit counts for another work order than the one that was named.
    record SerialInUse(SerialNumber serial, String workOrder) implements Refusal {
        @Override
        public String text() {
            return "serial number %s belongs to work order %s".formatted(serial, workOrder);
        }
    }

    /// The books never saw this serial number.
    record SerialUnknown(SerialNumber serial) implements Refusal {
        @Override
        public String text() {
            return "serial number %s is not in the books".formatted(serial);
        }
    }

    /// Another program works as this station in the same database.
    record StationInUse(String station) implements Refusal {
        @Override
        public String text() {
            return "somebody else works as station %s in these books, and no two homes may have one id"
                    .formatted(station);
        }
    }

    /// Another station has the unit in work now.
    record InWorkElsewhere(SerialNumber serial, String station, int slot) implements Refusal {
        @Override
        public String text() {
            return "serial number %s is in work at station %s, slot %d".formatted(serial, station, slot);
        }
    }

    /// Another station gave the unit its credentials; its journal has what it takes to go on.
    record BegunElsewhere(SerialNumber serial, String station) implements Refusal {
        @Override
        public String text() {
            return "serial number %s was begun at station %s".formatted(serial, station);
        }
    }

    /// No work order covers this serial number.
    record NoWorkOrder(SerialNumber serial) implements Refusal {
        @Override
        public String text() {
            return "no open work order covers serial number %s".formatted(serial);
        }
    }

    /// The only work order that covers the unit is closed.
    record WorkOrderClosed(String number) implements Refusal {
        @Override
        public String text() {
            return "work order %s is closed".formatted(number);
        }
    }

    /// All units of the work order were started.
    record WorkOrderFull(String number, int quantity) implements Refusal {
        @Override
        public String text() {
            return "work order %s has its %d units".formatted(number, quantity);
        }
    }

    /// The serial numbers of a new work order overlap with those of one that is open.
    record SerialRangeTaken(String number) implements Refusal {
        @Override
        public String text() {
            return "these serial numbers overlap with those of work order %s".formatted(number);
        }
    }

    /// The range of a work order has fewer serial numbers than the quantity needs.
    record SerialRangeTooSmall(int quantity, long serials) implements Refusal {
        @Override
        public String text() {
            return "the range has %d serial numbers for %d units".formatted(serials, quantity);
        }
    }

    /// The chip is bound to another unit.
    record ChipKnownUnderOtherSerial(SerialNumber serial) implements Refusal {
        @Override
        public String text() {
            return "this chip belongs to serial number %s".formatted(serial);
        }
    }

    /// The unit is bound to another chip.
    record SerialBoundToOtherChip(ChipId chip) implements Refusal {
        @Override
        public String text() {
            return "this serial number belongs to another chip, %s".formatted(chip);
        }
    }

    /// A credential of this set was issued before: draw again.
    record DuplicateFingerprint() implements Refusal {
        @Override
        public String text() {
            return "one of these credentials was issued before";
        }
    }

    /// Another order already used this nonce or trial id.
    record NonceReused() implements Refusal {
        @Override
        public String text() {
            return "another order has this nonce or trial id";
        }
    }

    /// The trial of this order was decided the other way.
    record DecisionConflict(Digest order) implements Refusal {
        @Override
        public String text() {
            return "the trial of order %s was decided the other way".formatted(order);
        }
    }

    /// The unit cannot become this from where it is.
    record StateNotAllowed(UnitState from, UnitState to) implements Refusal {
        @Override
        public String text() {
            return "a unit that is %s cannot become %s".formatted(from, to);
        }
    }

    /// A customer, lock, release or work order that is referred to is not in the books.
    record NotFound(String what) implements Refusal {
        @Override
        public String text() {
            return what + " is not in the books";
        }
    }

    /// Something with this name is there already and says something else.
    record Exists(String what) implements Refusal {
        @Override
        public String text() {
            return what + " is in the books already, with other content";
        }
    }

    /// The release is on the block list.
    record ReleaseBlocked(Digest image, String reason) implements Refusal {
        @Override
        public String text() {
            return "firmware release %s is blocked: %s".formatted(image, reason);
        }
    }

    /// The release was signed for another customer or device class.
    record ReleaseOfOther(Digest image) implements Refusal {
        @Override
        public String text() {
            return "firmware release %s is for another customer or device class".formatted(image);
        }
    }

    /// A second print, or a decision of a person, needs a reason.
    record ReasonMissing(String action) implements Refusal {
        @Override
        public String text() {
            return action + " needs a reason";
        }
    }

    /// This print of a label is not in the books.
    record PrintUnknown(SerialNumber serial, LabelKind kind, int copy) implements Refusal {
        @Override
        public String text() {
            return "copy %d of label %s of %s was never printed".formatted(copy, kind, serial);
        }
    }

    /// Somebody has this name. The name itself is personal and stays out of events.
    record NameTaken() implements Refusal {
        @Override
        public String text() {
            return "somebody has this name already";
        }
    }

    /// Nobody has this name, or the person was disabled.
    record PersonUnknown() implements Refusal {
        @Override
        public String text() {
            return "nobody who may sign in has this name";
        }
    }

    /// The first lead is made once.
    record PeopleKnown() implements Refusal {
        @Override
        public String text() {
            return "the books know people already; a lead adds more";
        }
    }

    /// Without this person nobody would be lead.
    record LastLead() implements Refusal {
        @Override
        public String text() {
            return "nobody else is lead";
        }
    }

    /// Only a disabled person is forgotten.
    record NotDisabled() implements Refusal {
        @Override
        public String text() {
            return "the person has to be disabled first";
        }
    }

    /// Another person has this badge.
    record BadgeTaken() implements Refusal {
        @Override
        public String text() {
            return "this badge belongs to somebody else";
        }
    }

    /// A later print replaced this one.
    record PrintVoid(SerialNumber serial, LabelKind kind, int copy) implements Refusal {
        @Override
        public String text() {
            return "copy %d of label %s of %s is void".formatted(copy, kind, serial);
        }
    }

    /// Two stations did the same thing at the same moment; run it again.
    record Conflict() implements Refusal {
        @Override
        public String text() {
            return "another station changed the same thing at the same moment: try again";
        }
    }
}
