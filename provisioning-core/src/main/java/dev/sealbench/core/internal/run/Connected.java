package dev.sealbench.core.internal.run;

import dev.sealbench.core.Fault;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.internal.books.UuidV7;
import dev.sealbench.core.internal.journal.JournalException;
import dev.sealbench.core.internal.journal.JournalInUse;
import dev.sealbench.core.internal.journal.UnitJournal;
import dev.sealbench.link.ChargerLink;
import dev.sealbench.link.Hello;
import dev.sealbench.link.LinkException;
import dev.sealbench.link.LinkTimes;
import dev.sealbench.link.PortAddress;

/// Does something with a unit that is connected, outside of a run. Its journal is held meanwhile, so that no run
/// begins.
final class Connected {

    private final Bench bench;
    private final Fault other;

    /// @param other what it is called when another unit is connected
    Connected(Bench bench, Fault other) {
        this.bench = bench;
        this.other = other;
    }

    /// Something that is done with a connected charger and its journal.
    @FunctionalInterface
    interface Work<T> {
        T with(Run run, Hello hello) throws StepFailure, LinkException;
    }

    <T> T with(SerialNumber serial, int slot, Work<T> work) throws StationException {
        return with(serial, slot, RunListener.silent(), work);
    }

    <T> T with(SerialNumber serial, int slot, RunListener listener, Work<T> work) throws StationException {
        var port = port(slot);
        try (var journal = bench.journal().unit(serial);
                var _ = PortTurn.at(port).work();
                var link = ChargerLink.open(port, LinkTimes.standard())) {
            var hello = requireUnit(serial, link.awaitHello(Trials.RESTART));
            return work.with(run(slot, link, journal, listener), hello);
        } catch (StepFailure e) {
            throw new StationException(e.fault(), e.detail(), e);
        } catch (LinkException e) {
            var failure = Failures.of(Step.IDENTIFY, e, Fault.WRONG_STATE);
            throw new StationException(failure.fault(), failure.detail(), e);
        } catch (JournalInUse e) {
            throw new StationException(Fault.UNIT_IN_WORK, e.getMessage(), e);
        } catch (JournalException e) {
            throw new StationException(Fault.JOURNAL_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private PortAddress port(int slot) throws StationException {
        var address = bench.config().slots().get(slot);
        if (address == null) {
            throw new StationException(Fault.CONFIGURATION, "there is no slot " + slot);
        }
        try {
            return PortAddress.parse(address);
        } catch (IllegalArgumentException e) {
            throw new StationException(Fault.CONFIGURATION, e.getMessage(), e);
        }
    }

    private Run run(int slot, ChargerLink link, UnitJournal journal, RunListener listener) {
        var id = new UuidV7(bench.clock(), bench.random()).next();
        return new Run(id, slot, bench, link, journal, listener);
    }

    private Hello requireUnit(SerialNumber serial, Hello hello) throws StepFailure {
        if (!hello.serial().equals(serial.text())) {
            var connected = hello.serial().isEmpty() ? "a " + hello.lifecycle() + " unit" : hello.serial();
            throw new StepFailure(Step.IDENTIFY, other, "connected is " + connected);
        }
        return hello;
    }
}
