package dev.sealbench.core.internal.run;

import dev.sealbench.core.ChipId;
import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.UnitStateChange;
import dev.sealbench.core.WorkOrder;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.OrderFile;
import dev.sealbench.core.internal.books.UnitSecret;
import dev.sealbench.core.internal.document.DocumentException;
import dev.sealbench.core.internal.document.DocumentType;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.core.internal.document.SignedOrder;
import dev.sealbench.core.internal.label.AccessFacts;
import dev.sealbench.core.internal.label.LabelLayout;
import dev.sealbench.core.internal.label.LabelMaker;
import dev.sealbench.core.internal.label.LabelRefused;
import dev.sealbench.core.internal.label.LabelTemplate;
import dev.sealbench.core.internal.label.LabelUnreadable;
import dev.sealbench.core.internal.label.Maker;
import dev.sealbench.core.internal.label.PlateFacts;
import dev.sealbench.core.internal.label.Rating;
import dev.sealbench.core.internal.label.RecoveryFacts;
import dev.sealbench.core.internal.label.TemplateRefused;
import dev.sealbench.core.internal.print.PrintFailure;
import dev.sealbench.link.wire.Order;
import dev.sealbench.vault.KeyAccess;
import dev.sealbench.vault.RecordContext;
import dev.sealbench.vault.SealedSecrets;
import dev.sealbench.vault.SecretKind;
import dev.sealbench.vault.VaultException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the labels of one booked unit say, from books and order; secrets are lent by the vault while a label
/// is drawn.
final class LabelFacts implements LabelSource {

    private static final String WEB_ADDRESS = "https://192.168.4.1";
    private static final String USER_NAME = "owner";

    private final Bench bench;
    private final LabelMaker maker;
    private final SerialNumber serial;
    private final WorkOrder workOrder;
    private final Order order;
    private final UnitSecret secret;
    private final RecordContext context;

    private LabelFacts(
            Bench bench,
            LabelMaker maker,
            SerialNumber serial,
            WorkOrder workOrder,
            Order order,
            UnitSecret secret,
            RecordContext context) {
        this.bench = bench;
        this.maker = maker;
        this.serial = serial;
        this.workOrder = workOrder;
        this.order = order;
        this.secret = secret;
        this.context = context;
    }

    static LabelFacts of(Bench bench, SerialNumber serial, LabelMaker maker) throws BooksException, StepFailure {
        var books = bench.books();
        var unit = books.units().find(serial).orElseThrow(() -> missing("the unit"));
        var workOrder = books.workOrders().order(unit.workOrder()).orElseThrow(() -> missing("the work order"));
        var sealed = books.secrets().current(serial).orElseThrow(() -> missing("the sealed credentials"));
        var chip = unit.chip().orElseThrow(() -> missing("the chip"));
        return new LabelFacts(
                bench,
                maker,
                serial,
                workOrder,
                order(bench, serial),
                sealed,
                UnitKeys.recordContext(workOrder.vid(), serial, new ChipId(chip.hex())));
    }

    @Override
    public <T> T withLayout(LabelKind kind, int copy, Use<T> use)
            throws LabelRefused, LabelUnreadable, PrintFailure, VaultException, StepFailure {
        try (var layout = switch (kind) {
            case PLATE -> maker.plate(template(kind), plate(), copy);
            case ACCESS -> access(copy);
            case RECOVERY -> recovery(copy);
        }) {
            return use.with(layout);
        }
    }

    private LabelLayout access(int copy) throws LabelRefused, VaultException, StepFailure {
        var facts = new AccessFacts(
                bench.config().maker().name(), workOrder.model(), serial, order.getSsid(), WEB_ADDRESS, USER_NAME);
        var passphrase = chars(SecretKind.ACCESS_POINT);
        var password = chars(SecretKind.WEB_LOGIN);
        try {
            return maker.access(template(LabelKind.ACCESS), facts, passphrase, password, copy);
        } finally {
            Arrays.fill(passphrase, '\0');
            Arrays.fill(password, '\0');
        }
    }

    private LabelLayout recovery(int copy) throws LabelRefused, VaultException, StepFailure {
        var puk = chars(SecretKind.WEB_PUK);
        try {
            return maker.recovery(
                    template(LabelKind.RECOVERY),
                    new RecoveryFacts(bench.config().maker().name(), workOrder.model(), serial),
                    puk,
                    copy);
        } finally {
            Arrays.fill(puk, '\0');
        }
    }

    /// The one that the work order names, else the latest, else our own.
    private LabelTemplate template(LabelKind kind) throws StepFailure {
        try {
            var saved = bench.books().templates().of(workOrder.number(), kind);
            return saved.isPresent() ? LabelTemplate.parse(saved.get().json()) : LabelTemplate.standard(kind);
        } catch (TemplateRefused e) {
            throw new StepFailure(Step.LABEL, Fault.TEMPLATE_REFUSED, e.getMessage(), e);
        } catch (BooksException e) {
            throw new StepFailure(Step.LABEL, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
    }

    /// The secret's characters; the caller wipes them.
    private char[] chars(SecretKind kind) throws VaultException, StepFailure {
        try {
            return revealed(kind);
        } catch (VaultException.TamperedRecord | VaultException.UnknownVersion e) {
            var sealedAt = sealedElsewhere();
            if (sealedAt.isEmpty()) {
                throw e;
            }
            throw new StepFailure(
                    Step.LABEL,
                    Fault.BEGUN_ELSEWHERE,
                    "its credentials do not open with this station's product secret, station %s sealed them"
                            .formatted(sealedAt.get()),
                    e);
        }
    }

    /// The station that gave the unit its credentials, if it is another one.
    private Optional<String> sealedElsewhere() throws StepFailure {
        try {
            return bench.books().units().history(serial).stream()
                    .filter(change -> change.state() == UnitState.KEYED)
                    .map(UnitStateChange::station)
                    .reduce((_, later) -> later)
                    .filter(station -> !station.equals(bench.config().stationId()));
        } catch (BooksException e) {
            throw new StepFailure(Step.LABEL, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private char[] revealed(SecretKind kind) throws VaultException, StepFailure {
        var secrets = SealedSecrets.decode(secret.sealed().toBytes());
        requireOrdered(secrets);
        return bench.vault().reveal(secrets.secret(kind, context), KeyAccess.FOR_LABEL, octets -> {
            var chars = new char[octets.length];
            for (int i = 0; i < octets.length; i++) {
                chars[i] = (char) octets[i];
            }
            return chars;
        });
    }

    /// The order that the charger executed says which network name was drawn with its credentials.
    private void requireOrdered(SealedSecrets secrets) throws StepFailure {
        if (!order.getSsid().equals(OrderWriting.ssid(secrets))) {
            throw new StepFailure(
                    Step.LABEL, Fault.WRONG_STATE, "the newest credentials in the books are not those of its order");
        }
    }

    private PlateFacts plate() {
        var maker = bench.config().maker();
        return new PlateFacts(
                maker(maker),
                new PlateFacts.Product(workOrder.model(), "EV charging station", ratings(maker)),
                serial,
                workOrder.gtin(),
                LocalDate.parse(order.getManufactured()),
                YearMonth.from(LocalDate.parse(order.getSecurityUpdatesUntil())),
                maker.policyUrl());
    }

    /// The settings' maker, as labels have it.
    static Maker maker(StationConfig.Maker maker) {
        return new Maker(maker.name(), List.of(maker.address(), maker.contact()));
    }

    /// The settings' ratings, as labels have them.
    static List<Rating> ratings(StationConfig.Maker maker) {
        return maker.ratings().stream().map(LabelFacts::rating).toList();
    }

    /// "Input: 230 V" becomes name and value.
    private static Rating rating(String line) {
        int colon = line.indexOf(':');
        return colon < 0
                ? new Rating("", line)
                : new Rating(line.substring(0, colon), line.substring(colon + 1).strip());
    }

    private static Order order(Bench bench, SerialNumber serial) throws BooksException, StepFailure {
        var file = bench.books().documents().ofUnit(serial).reversed().stream()
                .filter(OrderFile::isComplete)
                .findFirst()
                .orElseThrow(() -> missing("a confirmed order"));
        try {
            var envelope =
                    Envelopes.parse(DocumentType.ORDER, file.order().envelope().toBytes());
            return SignedOrder.open(envelope, bench.vendorRoot()).order();
        } catch (DocumentException e) {
            throw new StepFailure(Step.LABEL, Fault.BOOKS_UNAVAILABLE, "the booked order: " + e.getMessage(), e);
        }
    }

    private static StepFailure missing(String what) {
        return new StepFailure(Step.LABEL, Fault.WRONG_STATE, what + " is not in the books");
    }
}
