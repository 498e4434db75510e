package dev.sealbench.core.internal.run;

import dev.sealbench.core.ChipId;
import dev.sealbench.core.Digest;
import dev.sealbench.core.Fault;
import dev.sealbench.core.FirmwareRelease;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.UpdateReport;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.link.BurnContent;
import dev.sealbench.link.BurnTarget;
import dev.sealbench.link.Hello;
import dev.sealbench.link.Lifecycle;
import dev.sealbench.link.LinkException;
import dev.sealbench.link.LinkException.ChargerRefused;
import dev.sealbench.link.Program;
import dev.sealbench.link.SlotMark;
import dev.sealbench.link.Status;
import java.time.Duration;
import java.util.Arrays;

/// Brings one locked unit to another release of its customer and has it prove that. What to do next follows from what
/// the charger says of itself, so running it again after any cut goes on where it stands.
///
/// One update, one thread.
final class Updater {

    /// One more than a pending image has boots (IMAGE.md 8.3): by then it is confirmed or given up.
    private static final int BOOTS = 4;

    /// All boots of an image that hangs in each, until the charger's watchdog ends it after 20 s (IMAGE.md 8.3 d), and
    /// some for the image before it.
    private static final Duration ALL_BOOTS = Duration.ofSeconds(100);

    private final BookedUnit unit;
    private final ReleaseChoice choice;
    private final UpdateLog log;
    private final Run run;
    private final StepWatch watch;

    Updater(BookedUnit unit, ReleaseChoice choice, UpdateLog log, Run run) {
        this.unit = unit;
        this.choice = choice;
        this.log = log;
        this.run = run;
        this.watch = new StepWatch(run.listener());
    }

    /// @param first what the connected unit says of itself
    UpdateReport take(Hello first) throws StepFailure {
        watch.step(Step.IDENTIFY, () -> identify(first));
        boolean there = isConfirmed(first);
        if (!there) {
            log.began(first.firmwareVersion(), choice.release());
            watch.step(Step.BURN, () -> burn(first));
        }
        watch.step(Step.ATTEST, () -> {
            if (!there) {
                settle();
            }
            return proven();
        });
        log.updated(first.firmwareVersion(), choice.release());
        return new UpdateReport(unit.serial(), first.firmwareVersion(), choice.release(), !there);
    }

    /// It is the unit that the books mean, by its own word and by its receipt, and may take this release.
    private Hello identify(Hello hello) throws StepFailure {
        requireOurs(hello);
        if (hello.program() == Program.APPLICATION) {
            var running = running(hello);
            prove(running, hello, Step.IDENTIFY);
            requireNotOlder(running);
        }
        return hello; // a unit that does not boot proves itself once it does
    }

    private void requireOurs(Hello hello) throws StepFailure {
        IdentifyStep.requireOurBoard(hello, unit.workOrder(), run.bench());
        if (hello.lifecycle() != Lifecycle.LOCKED) {
            throw new StepFailure(Step.IDENTIFY, Fault.WRONG_STATE, "the connected unit is " + hello.lifecycle());
        }
        if (!ChipId.of(hello.ekName()).equals(unit.chip())) {
            throw new StepFailure(Step.IDENTIFY, Fault.SERIAL_HAS_OTHER_CHIP, "it names another chip");
        }
        if (!Arrays.equals(hello.orderDigest(), unit.order().digest())) {
            throw new StepFailure(Step.IDENTIFY, Fault.FOREIGN_ORDER, "order " + Digest.of(hello.orderDigest()));
        }
    }

    private FirmwareRelease running(Hello hello) throws StepFailure {
        try {
            var image = Digest.of(hello.firmwareSha256());
            return run.bench()
                    .books()
                    .releases()
                    .find(image)
                    .orElseThrow(() -> new StepFailure(
                            Step.IDENTIFY,
                            Fault.FIRMWARE_UNKNOWN,
                            hello.firmwareVersion() + ", image digest " + image));
        } catch (BooksException e) {
            throw new StepFailure(Step.IDENTIFY, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private void requireNotOlder(FirmwareRelease running) throws StepFailure {
        if (choice.release().securityCounter() < running.securityCounter()) {
            throw new StepFailure(
                    Step.IDENTIFY,
                    Fault.RELEASE_OLDER,
                    "%s has security counter %d, %s runs with %d"
                            .formatted(
                                    choice.release().version(),
                                    choice.release().securityCounter(),
                                    running.version(),
                                    running.securityCounter()));
        }
    }

    /// Into the slot that does not run; nothing happens to what is there already.
    private Hello burn(Hello hello) throws StepFailure {
        if (runsChoice(hello)) {
            return hello; // on trial: the power failed after its first boot
        }
        boolean runsA = hello.runningSlot().filter(slot -> slot.number() == 0).isPresent();
        try {
            run.link()
                    .burn(
                            runsA ? BurnTarget.IMAGE_SLOT_B : BurnTarget.IMAGE_SLOT_A,
                            BurnContent.of(choice.image()),
                            (done, total) -> run.listener().progress(Step.BURN, done, total));
            return hello;
        } catch (ChargerRefused e) {
            throw new StepFailure(Step.BURN, refusal(e), e.getMessage(), e);
        } catch (LinkException e) {
            throw Failures.of(Step.BURN, e, Fault.UPDATE_REFUSED);
        }
    }

    private static Fault refusal(ChargerRefused refused) {
        return refused.status() == Status.IMAGE_ROLLBACK ? Fault.RELEASE_OLDER : Fault.UPDATE_REFUSED;
    }

    /// Boots until the image confirmed itself or was given up.
    private void settle() throws StepFailure {
        for (int boot = 1; boot <= BOOTS; boot++) {
            var hello = reboot(ALL_BOOTS);
            if (isConfirmed(hello)) {
                return;
            }
            if (!runsChoice(hello)) {
                throw new StepFailure(Step.ATTEST, Fault.UPDATE_NOT_CONFIRMED, given(hello));
            }
        }
        throw new StepFailure(Step.ATTEST, Fault.UPDATE_NOT_CONFIRMED, "it is still on trial");
    }

    private static String given(Hello hello) {
        return hello.program() == Program.APPLICATION
                ? hello.firmwareVersion() + " runs"
                : "nothing boots: " + hello.notBootedReason();
    }

    /// One boot more: it raises the counter against older images (IMAGE.md 8.3 e), and a receipt then shows the unit as
    /// it stays.
    private Hello proven() throws StepFailure {
        var hello = reboot(Trials.RESTART);
        if (!isConfirmed(hello)) {
            throw new StepFailure(Step.ATTEST, Fault.UPDATE_NOT_CONFIRMED, given(hello));
        }
        prove(choice.release(), hello, Step.ATTEST);
        return hello;
    }

    private Hello reboot(Duration patience) throws StepFailure {
        try {
            run.link().reboot();
            var hello = run.link().awaitHello(patience);
            requireOurs(hello);
            return hello;
        } catch (LinkException e) {
            throw Failures.of(Step.ATTEST, e, Fault.UPDATE_REFUSED);
        }
    }

    private void prove(FirmwareRelease release, Hello hello, Step step) throws StepFailure {
        Attestation.of(unit.expectation(release, hello, run.bench()), unit.keys(), run, step);
    }

    private boolean runsChoice(Hello hello) {
        return Arrays.equals(hello.firmwareSha256(), choice.release().image().toBytes());
    }

    private boolean isConfirmed(Hello hello) {
        return runsChoice(hello)
                && hello.runningSlot()
                        .filter(slot -> slot.mark() == SlotMark.CONFIRMED)
                        .isPresent();
    }
}
