package dev.sealbench.core.internal.run;

import dev.sealbench.core.ChipId;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.internal.document.Decisions.Trial;
import dev.sealbench.core.internal.document.SignedOrder;
import dev.sealbench.link.Hello;

/// One charger at one point of its way through the station. Each record holds the one before it.
sealed interface Unit {

    /// Whose way this is.
    SerialNumber serial();

    /// A label was read and matched to a work order; nothing is known about what is plugged in.
    record Scanned(SerialNumber serial, Plan plan) implements Unit {}

    /// The charger answered. In BLANK its TPM is proven genuine; in TRIAL and LOCKED it claims the chip that this
    /// serial number has, which its receipt will prove.
    record Identified(Scanned before, ChipId chip, Hello hello, Standing standing) implements Unit {
        @Override
        public SerialNumber serial() {
            return before.serial();
        }

        Plan plan() {
            return before.plan();
        }
    }

    /// The signed firmware is in its flash.
    record Burned(Identified before) implements Unit {
        @Override
        public SerialNumber serial() {
            return before.serial();
        }
    }

    /// Its TPM holds the credentials that the vault has under seal.
    record Keyed(Burned before, UnitKeys keys) implements Unit {
        @Override
        public SerialNumber serial() {
            return before.serial();
        }

        Identified identified() {
            return before.before();
        }
    }

    /// It executed the order.
    record Ordered(Keyed before, SignedOrder order, Trial trial, Hello hello) implements Unit {
        @Override
        public SerialNumber serial() {
            return before.serial();
        }

        Identified identified() {
            return before.identified();
        }

        UnitKeys keys() {
            return before.keys();
        }
    }

    /// The receipt of the trial is good.
    record Attested(Ordered before) implements Unit {
        @Override
        public SerialNumber serial() {
            return before.serial();
        }
    }

    /// The lock is final, and the receipt that says so is good.
    record Locked(Attested before) implements Unit {
        @Override
        public SerialNumber serial() {
            return before.serial();
        }

        Ordered ordered() {
            return before.before();
        }
    }

    /// The books hold order, receipts and sealed credentials.
    record Recorded(SerialNumber serial) implements Unit {}

    /// The labels were made and read back.
    record Labelled(SerialNumber serial) implements Unit {}

    /// Where the charger stands in its lifecycle.
    sealed interface Standing {

        /// BLANK, with its TPM open for the station.
        record Blank(BlankTpm tpm) implements Standing {}

        /// TRIAL of one of our orders.
        record InTrial(Trial trial) implements Standing {}

        /// LOCKED by one of our orders.
        record IsLocked(Trial trial) implements Standing {}
    }
}
