package dev.sealbench.core.internal.books;

import dev.sealbench.core.Author;
import dev.sealbench.core.ChipId;
import dev.sealbench.core.Customer;
import dev.sealbench.core.CustomerLock;
import dev.sealbench.core.Digest;
import dev.sealbench.core.FirmwareKeyPair;
import dev.sealbench.core.FirmwareRelease;
import dev.sealbench.core.Gtin;
import dev.sealbench.core.OcppSettings;
import dev.sealbench.core.Octets;
import dev.sealbench.core.Retention;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.SerialRange;
import dev.sealbench.core.SupportPeriod;
import dev.sealbench.core.WorkOrder;
import dev.sealbench.core.internal.books.OrderFile.Certification;
import dev.sealbench.core.internal.books.OrderFile.Decision;
import dev.sealbench.core.internal.books.OrderFile.DecisionDocument;
import dev.sealbench.core.internal.books.OrderFile.OrderDocument;
import dev.sealbench.core.internal.books.OrderFile.ReceiptDocument;
import dev.sealbench.core.internal.books.OrderFile.Stage;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Things for tests to put into the books.
final class Samples {

    static final Author AUTHOR = new Author("op-7", "sealbench 0.1.0");

    static final UUID VID = UUID.fromString("6d0a1b7e-3f51-5f3c-9a44-1f5f0c1f0a01");

    static final UUID CID = UUID.fromString("0f7c2f8a-64b0-5d0e-8a3e-52f0b7a90b02");

    static final Customer CUSTOMER = new Customer(VID, "Ünïted Chargers", "charge.example", Retention.DEFAULT);

    static final CustomerLock LOCK = new CustomerLock(
            VID,
            CID,
            "CP4",
            3,
            List.of(pair("a"), pair("b")),
            octets("statement"),
            LocalDate.of(2026, 1, 1),
            LocalDate.of(2028, 12, 31));

    static final FirmwareRelease RELEASE = new FirmwareRelease(
            digest("image"),
            VID,
            CID,
            "1.4.0",
            0xFFFF_FFFFL,
            digest("file"),
            123_456,
            digest("sbom"),
            octets("record"));

    private Samples() {}

    static Octets octets(String text) {
        return Octets.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Digest digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    static FirmwareKeyPair pair(String name) {
        return new FirmwareKeyPair(digest("ecdsa " + name), digest("lms " + name));
    }

    static ChipId chip(String name) {
        return new ChipId("000b" + digest(name).hex());
    }

    static ChipBinding binding(String name) {
        return new ChipBinding(chip(name), octets("public " + name), octets("certificate " + name), true);
    }

    static WorkOrder workOrder(String number, SerialRange serials, int quantity) {
        return new WorkOrder(
                number,
                VID,
                CID,
                "CP4",
                3,
                new Gtin("4006381333931"),
                RELEASE.image(),
                quantity,
                serials,
                new OcppSettings("wss://csms.example/ocpp", 2, "NL-"),
                SupportPeriod.DEFAULT,
                Retention.DEFAULT);
    }

    /// 32 octets that differ for each text.
    static Octets fingerprint(String value) {
        return Octets.of(digest(value).toBytes());
    }

    static Octets salt() {
        return Octets.of(new byte[32]);
    }

    static OrderFile confirmed(SerialNumber serial, String name) {
        var file = executed(serial, name);
        return new OrderFile(
                serial,
                file.order(),
                Optional.of(new DecisionDocument(Decision.CONFIRM, octets("confirm " + name))),
                List.of(
                        new ReceiptDocument(Stage.TRIAL, fingerprint("n1"), octets("trial " + name)),
                        new ReceiptDocument(Stage.FINAL, fingerprint("n2"), octets("final " + name))),
                file.certifications(),
                file.attachments(),
                file.measurements());
    }

    static OrderFile reverted(SerialNumber serial, String name) {
        var file = executed(serial, name);
        return new OrderFile(
                serial,
                file.order(),
                Optional.of(new DecisionDocument(Decision.REVERT, octets("revert " + name))),
                List.of(),
                file.certifications(),
                file.attachments(),
                file.measurements());
    }

    static OrderFile executed(SerialNumber serial, String name) {
        var trialId = Octets.of(Arrays.copyOf(digest("trial " + name).toBytes(), 16));
        return new OrderFile(
                serial,
                new OrderDocument(
                        digest("order " + name), fingerprint("nonce " + name), trialId, octets("order " + name)),
                Optional.empty(),
                List.of(),
                List.of(
                        new Certification(0x0180_0012L, octets("attest"), octets("signature")),
                        new Certification(0x8100_8001L, octets("attest"), octets("signature"))),
                Map.of("device-certificate", octets("certificate"), "device-key", octets("blob")),
                Map.of("burn.ms", "8123", "order.ms", "940"));
    }
}
