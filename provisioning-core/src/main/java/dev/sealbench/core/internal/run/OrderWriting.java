package dev.sealbench.core.internal.run;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Octets;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.BooksUnavailable;
import dev.sealbench.core.internal.document.OrderContent;
import dev.sealbench.core.internal.document.OrderContent.AttachmentRef;
import dev.sealbench.core.internal.document.Sha256;
import dev.sealbench.link.tpm.TpmNames;
import dev.sealbench.link.wire.BurnTarget;
import dev.sealbench.vault.SealedSecrets;
import dev.sealbench.vault.VaultException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/// Gathers what an order says about one charger.
final class OrderWriting {

    private static final int ORDER_ID_BYTES = 16;

    private final Unit.Keyed unit;
    private final BlankTpm tpm;
    private final Run run;

    OrderWriting(Unit.Keyed unit, BlankTpm tpm, Run run) {
        this.unit = unit;
        this.tpm = tpm;
        this.run = run;
    }

    OrderContent content(byte[] nonce) throws StepFailure, VaultException, BooksException {
        var plan = unit.identified().plan();
        var bench = run.bench();
        return new OrderContent(
                bench.randomOctets(ORDER_ID_BYTES),
                nonce,
                identity(plan),
                tpmPart(),
                new OrderContent.Firmware(
                        plan.release().image().toBytes(),
                        plan.release().version(),
                        plan.release().securityCounter()),
                dates(plan),
                ocpp(plan),
                attachments(),
                newestCheckpoint(),
                bench.stationStatement(),
                plan.statement());
    }

    private OrderContent.Identity identity(Plan plan) {
        var order = plan.workOrder();
        var serial = unit.serial().text();
        return new OrderContent.Identity(
                serial,
                order.model(),
                order.hardwareRevision(),
                order.gtin().digits(),
                ssid(unit.keys().secrets()),
                "evc-" + serial.toLowerCase(Locale.ROOT));
    }

    /// The network name that was drawn with these credentials.
    static String ssid(SealedSecrets secrets) {
        return "EVC-" + secrets.ssidTail();
    }

    private OrderContent.Tpm tpmPart() throws StepFailure, VaultException {
        var names = run.state()
                .tpmNames()
                .orElseThrow(() -> new StepFailure(Step.ORDER, Fault.INTERNAL, "no TPM names in the journal"));
        var activation = run.bench()
                .vault()
                .activation(unit.keys().device(), tpm.ek().area(), tpm.srk().name());
        return new OrderContent.Tpm(
                tpm.ek().name(),
                TpmNames.ofPublicArea(names.attestationPublic().toBytes()),
                tpm.srk().name(),
                names.credentialNames().stream().map(Octets::toBytes).toList(),
                names.pukIndexName().toBytes(),
                activation.credentialBlob(),
                activation.encryptedSecret());
    }

    private OrderContent.Dates dates(Plan plan) {
        var made = LocalDate.now(run.bench().clock().withZone(ZoneOffset.UTC));
        var support = plan.workOrder().support();
        return new OrderContent.Dates(made, support.featureUpdatesUntil(made), support.securityUpdatesUntil(made));
    }

    private OrderContent.Ocpp ocpp(Plan plan) {
        var ocpp = plan.workOrder().ocpp();
        return new OrderContent.Ocpp(ocpp.csmsUrl(), ocpp.identityOf(unit.serial()), ocpp.securityProfile());
    }

    private List<AttachmentRef> attachments() throws StepFailure {
        var device = run.state()
                .deviceKey()
                .orElseThrow(() -> new StepFailure(Step.ORDER, Fault.INTERNAL, "no device key in the journal"));
        return List.of(
                reference(BurnTarget.BURN_TARGET_DEVICE_CERTIFICATE, device.certificate()),
                reference(BurnTarget.BURN_TARGET_DEVICE_KEY, device.keyBlob()));
    }

    private static AttachmentRef reference(BurnTarget target, Octets content) {
        return new AttachmentRef(target, content.length(), Sha256.of(content.toBytes()));
    }

    /// Each charger remembers how far the books were: while they are away, as far as this station last saw them.
    private byte[] newestCheckpoint() throws BooksException, StepFailure {
        var bench = run.bench();
        if (!bench.backlog().isAway()) {
            try {
                return bookedCheckpoint();
            } catch (BooksUnavailable e) {
                bench.backlog().late(unit.serial(), e);
            }
        }
        return bench.log()
                .newestKept()
                .orElseThrow(() -> new StepFailure(Step.ORDER, Fault.BOOKS_UNAVAILABLE, "the log was never signed"))
                .toBytes();
    }

    private byte[] bookedCheckpoint() throws BooksException, StepFailure {
        var log = run.bench().books().log();
        if (log.newest().isEmpty()) {
            log.seal(); // the station's first unit
        }
        return log.newest()
                .orElseThrow(() -> new StepFailure(Step.ORDER, Fault.INTERNAL, "the log was never signed"))
                .digest()
                .toBytes();
    }
}
