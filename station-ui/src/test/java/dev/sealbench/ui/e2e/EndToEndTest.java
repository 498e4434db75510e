package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.UnitState;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.Repository;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.testkit.Tool;
import dev.sealbench.ui.testkit.VirtualCharger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/// One unit from blank to its papers, with the commands that people type. The tests are one story, told in
/// order.
@Tag("e2e")
@ExtendWith(EndToEnd.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndToEndTest {

    private static final String SERIAL = Demo.SERIAL;
    private static final JsonMapper JSON = new JsonMapper();

    private Demo demo;
    private TestStation station;
    private VirtualCharger charger;
    private Path export;

    @BeforeAll
    void plugIn(Demo demo) throws Exception {
        this.demo = demo;
        station = demo.newStation();
        charger = demo.newCharger(station).plugIn();
        export = station.folder().resolve("export");
    }

    @AfterAll
    void pullOut() {
        charger.close();
    }

    @Test
    @Order(1)
    void aBlankUnitPasses() throws Exception {
        var run = station.command("provision", "--slot", "1", "--serial", SERIAL);

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).containsPattern("(?m)^PASS " + SERIAL + " 000b[0-9a-f]{64} [0-9.]+$");
        for (var step : List.of("scan", "identify", "burn", "key", "order", "attest", "lock", "record", "label")) {
            assertThat(run.output()).containsPattern("(?m)^" + SERIAL + "  " + step + " +[0-9]+ ms$");
        }
    }

    @Test
    @Order(2)
    void theBooksKnowItsWay() throws Exception {
        var shown =
                JSON.readTree(station.command("unit", "show", SERIAL, "--json").out());

        assertThat(shown.get("state").asText()).isEqualTo("LABELLED");
        assertThat(shown.get("workOrder").asText()).isEqualTo("WO-DEMO-1");
        assertThat(shown.get("runs").asInt()).isEqualTo(1);
        assertThat(shown.get("orders")).hasSize(1);
        var states = new ArrayList<String>();
        shown.get("states").forEach(state -> states.add(state.asText()));
        assertThat(states)
                .containsExactly(
                        "SCANNED",
                        "IDENTIFIED",
                        "BURNED",
                        "KEYED",
                        "ORDERED",
                        "ATTESTED",
                        "LOCKED",
                        "RECORDED",
                        "LABELLED");
    }

    @Test
    @Order(3)
    void aFinishedUnitIsNotProvisionedAgain() throws Exception {
        var again = station.command("provision", "--slot", "1", "--serial", SERIAL);

        assertThat(again.exitCode()).isEqualTo(4);
        assertThat(again.output())
                .contains("REFUSED " + SERIAL + " at scan: 103 this serial number is already finished (it is labelled)."
                        + " Next: take the right unit, or reprint its label.");
    }

    @Test
    @Order(4)
    void theUnitUnderAnotherSerialIsRejected() throws Exception {
        var other = station.command("provision", "--slot", "1", "--serial", "CP4264710000002R");

        assertThat(other.exitCode()).as(other.output()).isIn(1, 4);
        assertThat(other.output()).doesNotContain("PASS");
        try (var bench = station.bench()) {
            var finished = bench.books().units().list(Optional.empty()).stream()
                    .filter(unit -> unit.state() == UnitState.LABELLED)
                    .map(unit -> unit.serial().text());
            assertThat(finished).containsExactly(SERIAL);
        }
    }

    @Test
    @Order(5)
    void labelsAreThereAndSealed() throws Exception {
        assertThat(names(station.labels()))
                .containsExactlyInAnyOrder(
                        SERIAL + "-access-1.pdf.sealed",
                        SERIAL + "-plate-1.pdf.sealed",
                        SERIAL + "-recovery-1.pdf.sealed");
        try (var bench = station.bench()) {
            var leaks = new Leaks(new UnitSecrets(bench, SERIAL).all());
            for (var name : names(station.labels())) {
                var content = Files.readAllBytes(station.labels().resolve(name));
                assertThat(new String(content, StandardCharsets.ISO_8859_1)).doesNotContain("%PDF", SERIAL);
                assertThat(leaks.in(content)).as(name).isEmpty();
            }
        }
    }

    @Test
    @Order(6)
    void aReprintIsCounted() throws Exception {
        var print = station.command("label", "print", SERIAL, "--kind", "access", "--reason", "smudged");

        assertThat(print.exitCode()).as(print.output()).isZero();
        assertThat(names(station.labels())).contains(SERIAL + "-access-2.pdf.sealed");
        try (var bench = station.bench()) {
            var copies = bench.books().labels().ofUnit(new SerialNumber(SERIAL)).stream()
                    .filter(each -> each.kind() == LabelKind.ACCESS)
                    .map(each -> each.copy() + " " + each.reason());
            assertThat(copies).containsExactly("1 ", "2 smudged");
        }
    }

    @Test
    @Order(7)
    void theExportHoldsAgainstOpenssl() throws Exception {
        var written = station.command("audit", "export", "--out", export.toString());

        assertThat(written.exitCode()).as(written.output()).isZero();
        var keys = Files.readString(demo.folder().resolve("trust.pem")).split("(?<=-----END PUBLIC KEY-----\n)");
        var stationKey = Files.writeString(station.folder().resolve("station.pem"), keys[1])
                .toString();
        verify(stationKey, "manifest.sig", "manifest.json");
        Tool.must(export, "tar", "--extract", "--file=units/" + SERIAL.substring(0, 12) + ".tar", "--directory=..");
        var unit = "../" + SERIAL + "/";
        verify(stationKey, unit + "order-1.sig", unit + "order-1.pae");
        var receipt = unit + "receipt-2";
        verify(export.resolve(receipt + ".ak.pem").toString(), receipt + ".sig", receipt + ".attest");
        verify(export.resolve(receipt + ".ak.pem").toString(), receipt + ".lock.sig", receipt + ".lock.attest");
        assertThat(Files.readString(export.resolve("units.csv"))).contains(SERIAL);
        bothVerifiersBelieve(export);
        var part = station.folder().resolve("part");
        var ofOrder = station.command("audit", "export", "--work-order", "WO-DEMO-1", "--out", part.toString());
        assertThat(ofOrder.exitCode()).as(ofOrder.output()).isZero();
        bothVerifiersBelieve(part);
    }

    /// What a real charger's TPM signed and the real books hold, by our verifier and by the one in Python.
    private void bothVerifiersBelieve(Path dir) throws Exception {
        var trust = demo.folder().resolve("trust.pem").toString();
        var ours = station.command("audit", "verify", dir.toString(), "--trust", trust);
        assertThat(ours.output()).contains("SOUND: export of ").doesNotContain("not predicted");
        assertThat(ours.exitCode()).isZero();
        var script = Repository.file("scripts/audit-verify").toString();
        assertThat(Tool.must(station.folder(), script, dir.toString(), "--trust", trust))
                .startsWith("SOUND ")
                .doesNotContain("not predicted");
    }

    /// Where the unit's documents were unpacked.
    private Path unit() {
        return export.resolveSibling(SERIAL);
    }

    @Test
    @Order(8)
    void theReceiptIsAboutItsBody() throws Exception {
        var receipt = unit();
        var body = Files.readAllBytes(receipt.resolve("receipt-2.body"));
        var head = "DSSEv1 36 application/vnd.sealbench.receipt.v1 " + body.length + " ";
        var signed = Files.createFile(receipt.resolve("signed"));
        Files.write(signed, head.getBytes(StandardCharsets.US_ASCII));
        Files.write(signed, body, StandardOpenOption.APPEND);

        var digest =
                Tool.must(receipt, "openssl", "dgst", "-sha256", "-r", "signed").substring(0, 64);
        var attest = Files.readAllBytes(receipt.resolve("receipt-2.attest"));
        // magic 4, type 2, signer 2 + 34, size of extraData 2
        assertThat(HexFormat.of().formatHex(Arrays.copyOfRange(attest, 44, 76))).isEqualTo(digest);
    }

    @Test
    @Order(9)
    void theDeviceCertificateIsTheFactorys() throws Exception {
        var root = demo.folder().resolve("vendor/device-ca-root.pem").toString();
        var issuer = export.resolve("certificates/device-ca.pem").toString();
        Tool.must(
                export,
                "openssl",
                "x509",
                "-inform",
                "DER",
                "-in",
                unit().resolve("order-1.der").toString(),
                "-out",
                "dev.pem");

        assertThat(Tool.must(
                        export, "openssl", "verify", "-x509_strict", "-CAfile", root, "-untrusted", issuer, "dev.pem"))
                .contains("OK");
        assertThat(Tool.must(export, "openssl", "x509", "-in", "dev.pem", "-noout", "-subject"))
                .contains(SERIAL);
        assertThat(Tool.run(export, "openssl", "verify", "-x509_strict", "-CAfile", root, "dev.pem")
                        .succeeded())
                .as("without the issuer there is no chain")
                .isFalse();
    }

    @Test
    @Order(10)
    void aChangedManifestIsNoticed() throws Exception {
        var manifest = export.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replaceFirst("[0-9]", "x"));
        var check = Tool.run(
                export,
                "openssl",
                "dgst",
                "-sha256",
                "-verify",
                station.folder().resolve("station.pem").toString(),
                "-signature",
                "manifest.sig",
                "manifest.json");
        assertThat(check.succeeded()).isFalse();
    }

    private void verify(String key, String signature, String file) {
        var said = Tool.must(export, "openssl", "dgst", "-sha256", "-verify", key, "-signature", signature, file);
        assertThat(said).isEqualTo("Verified OK\n");
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
