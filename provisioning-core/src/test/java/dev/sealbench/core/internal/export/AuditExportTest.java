package dev.sealbench.core.internal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.sealbench.core.Digest;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Octets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditExportTest {

    private static final Clock CLOCK = Clock.fixed(SyntheticExport.NOW, ZoneOffset.UTC);
    /// README, summary, units, events, releases, checkpoints, device CA, documents of units.
    static final int FILES = 8;

    @TempDir
    Path folder;

    @Test
    void opensslBelievesEverySignatureOfAnExport() throws Exception {
        var dir = folder.resolve("export");
        var source = SyntheticExport.of(3);
        var report = write(dir, source);

        var station = pem(source.key().getPublic());
        assertThat(report.units()).isEqualTo(3);
        assertThat(openssl(station, dir.resolve("manifest.sig"), dir.resolve("manifest.json")))
                .isEqualTo("Verified OK");
        var order = unit(dir, "order-1");
        assertThat(openssl(station, order.resolveSibling(order.getFileName() + ".sig"), beside(order, ".pae")))
                .isEqualTo("Verified OK");
        var receipt = unit(dir, "receipt-1");
        assertThat(openssl(beside(receipt, ".ak.pem"), beside(receipt, ".sig"), beside(receipt, ".attest")))
                .isEqualTo("Verified OK");
        assertThat(openssl(beside(receipt, ".ak.pem"), beside(receipt, ".lock.sig"), beside(receipt, ".lock.attest")))
                .isEqualTo("Verified OK");
        assertThat(openssl(station, dir.resolve("manifest.sig"), dir.resolve("units.csv")))
                .isNotEqualTo("Verified OK");
    }

    @Test
    void sha256sumAgreesWithEveryLineOfTheManifest() throws Exception {
        var dir = folder.resolve("export");
        write(dir, SyntheticExport.of(3));
        var manifest = new ObjectMapper().readTree(dir.resolve("manifest.json").toFile());
        assertThat(manifest.get("files").size()).isEqualTo(FILES);
        for (var file : manifest.get("files")) {
            var path = dir.resolve(file.get("path").asText());
            assertThat(run("sha256sum", path.toString()))
                    .startsWith(file.get("sha256").asText() + " ");
            assertThat(Files.size(path)).isEqualTo(file.get("sizeBytes").asLong());
        }
        assertThat(manifest.get("createdUtc").asText()).isEqualTo("2026-11-23T09:30:00.000000Z");
    }

    @Test
    void theEnvelopeOfAnOrderIsDsseJson() throws Exception {
        var dir = folder.resolve("export");
        write(dir, SyntheticExport.of(1));
        var order = unit(dir, "order-1");
        var envelope = new ObjectMapper().readTree(beside(order, ".dsse.json").toFile());
        assertThat(envelope.get("payloadType").asText()).isEqualTo("application/vnd.sealbench.order.v1");
        assertThat(Base64.getDecoder().decode(envelope.get("payload").asText())).isEqualTo(SyntheticExport.PAYLOAD);
        assertThat(Base64.getDecoder()
                        .decode(envelope.get("signatures").get(0).get("sig").asText()))
                .isEqualTo(Files.readAllBytes(beside(order, ".sig")));
    }

    @Test
    void aCustomerWhoseNameIsAFormulaIsATextInTheTable() throws Exception {
        var dir = folder.resolve("export");
        var hostile = "=cmd|' /C calc'!A0\n\u202e^XA";
        write(dir, new SyntheticExport(2, 2, SyntheticExport.newKey(), hostile));
        try (var csv = CsvReader.builder().ofNamedCsvRecord(dir.resolve("units.csv"))) {
            assertThat(csv.stream().map(line -> line.getField("customer")))
                    .containsExactly("'=cmd|' /C calc'!A0\ufffd\ufffd^XA", "'=cmd|' /C calc'!A0\ufffd\ufffd^XA");
        }
        assertThat(summaryText(dir)).contains("=cmd|");
    }

    @Test
    void eventsAreOneAsciiObjectPerLine() throws Exception {
        var dir = folder.resolve("export");
        write(dir, SyntheticExport.of(4));
        var lines = Files.readAllLines(dir.resolve("events.jsonl"));
        assertThat(lines).hasSize(4);
        var first = new ObjectMapper().readTree(lines.getFirst());
        assertThat(first.get("action").asText()).isEqualTo("unit.released");
        assertThat(first.get("leaf").binaryValue())
                .asString()
                .startsWith("1\tstation-1\t1\t2026-11-23T09:30:00.000000Z\tp-17\tunit.released\tCP42");
    }

    @Test
    void theSummaryTellsCountsAndYield() throws Exception {
        var dir = folder.resolve("export");
        write(dir, SyntheticExport.of(40));
        var text = summaryText(dir);
        assertThat(text).contains("work order 2026-0417", "station-1", "2026-11-23 09:30:00 UTC");
        assertThat(text).contains("95.0 %", "quarantined", "601 the TPM did not answer", "CP4264710000000V");
        keepToLookAt(dir);
    }

    @Test
    void aFolderThatExistsIsLeftAlone() throws Exception {
        var dir = Files.createDirectory(folder.resolve("export"));
        assertThatThrownBy(() -> write(dir, SyntheticExport.of(1))).isInstanceOf(ExportRefused.class);
        Files.delete(dir);
        var partial = Files.createDirectory(folder.resolve("export.partial"));
        Files.writeString(partial.resolve("mine"), "x");
        assertThatThrownBy(() -> write(dir, SyntheticExport.of(1))).isInstanceOf(ExportRefused.class);
        assertThat(partial.resolve("mine")).exists();
        assertThat(dir).doesNotExist();
    }

    @Test
    void whateverFailsLeavesNoHalfExport() throws Exception {
        var source = SyntheticExport.of(3);
        var broken = new Overridden(source, Stream.generate(() -> {
            throw new UncheckedIOException(new IOException("the books are gone"));
        }));
        assertThatThrownBy(() -> write(folder.resolve("a"), broken)).isInstanceOf(UncheckedIOException.class);
        var twice = source.files().toList();
        assertThatThrownBy(() -> write(
                        folder.resolve("b"), new Overridden(source, Stream.concat(twice.stream(), twice.stream()))))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> AuditExport.write(
                        folder.resolve("c"),
                        source,
                        _ -> {
                            throw new IOException("no key");
                        },
                        CLOCK))
                .isInstanceOf(IOException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileNameThatLeadsElsewhereIsRefused() throws Exception {
        var source = SyntheticExport.of(1);
        for (var name : List.of("../x", "/etc/x", "a/b", ".hidden", "", "a\nb", "a\\b", "x".repeat(101))) {
            var file = new ExportedFile(ExportedFile.Folder.CERTIFICATES, name, Octets.empty());
            assertThatThrownBy(() -> write(folder.resolve("e"), new Overridden(source, Stream.of(file))))
                    .as(name)
                    .isInstanceOf(ExportRefused.class);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void twentyThousandUnitsWithAThousandDocumentsNeedNoMoreThanASmallHeap() throws Exception {
        var dir = folder.resolve("large");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var output = run(
                java,
                "-Xmx64m",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                LargeExport.class.getName(),
                dir.toString(),
                "20000",
                "1000");
        assertThat(output).contains("20000", "Sound[", "files=" + (FILES + 1));
    }

    private static ExportReport write(Path dir, ExportSource source) throws IOException, ExportRefused {
        var key = source instanceof SyntheticExport synthetic ? synthetic.key() : SyntheticExport.newKey();
        return AuditExport.write(dir, source, SyntheticExport.signer(key.getPrivate()), CLOCK);
    }

    private Path unit(Path dir, String document) throws Exception {
        run("tar", "xf", dir.resolve("units/CP4264710000.tar").toString(), "-C", folder.toString());
        return folder.resolve("CP4264710000000V").resolve(document);
    }

    private static Path beside(Path unit, String ending) {
        return unit.resolveSibling(unit.getFileName() + ending);
    }

    private Path pem(PublicKey key) throws IOException {
        return Files.writeString(
                folder.resolve("station.pem"),
                "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                        .formatted(Base64.getMimeEncoder().encodeToString(key.getEncoded())));
    }

    private static String openssl(Path key, Path signature, Path content) throws Exception {
        return run(
                        "openssl",
                        "dgst",
                        "-sha256",
                        "-verify",
                        key.toString(),
                        "-signature",
                        signature.toString(),
                        content.toString())
                .lines()
                .findFirst()
                .orElse("");
    }

    private static String run(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return output;
    }

    private static String summaryText(Path dir) throws IOException {
        try (var document = Loader.loadPDF(dir.resolve("summary.pdf").toFile())) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static void keepToLookAt(Path dir) throws IOException {
        var shown = Files.createDirectories(Path.of("target", "export"));
        try (var document = Loader.loadPDF(dir.resolve("summary.pdf").toFile())) {
            var picture = new PDFRenderer(document).renderImageWithDPI(0, 80);
            ImageIO.write(picture, "png", shown.resolve("summary.png").toFile());
        }
    }

    /// The same books with other files.
    private record Overridden(SyntheticExport books, Stream<ExportedFile> files) implements ExportSource {

        @Override
        public ExportScope scope() {
            return books.scope();
        }

        @Override
        public Stream<ExportedUnit> units() {
            return books.units();
        }

        @Override
        public List<ExportedLog> logs() {
            return books.logs();
        }

        @Override
        public Stream<EventRecord> events() {
            return books.events();
        }

        @Override
        public Optional<ExportedRelease> release(Digest image) {
            return books.release(image);
        }

        @Override
        public Stream<UnitDocuments> papers() {
            return books.papers();
        }
    }
}
