package dev.sealbench.core.internal.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.internal.export.Ustar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Archives of units' documents: what tar makes and reads, and what a station with its own idea of tar could make.
@TestInstance(Lifecycle.PER_CLASS)
class UnitArchivesTest {

    private static final String ARCHIVE = "units/CP4264710000.tar";

    @TempDir
    private static Path folder;

    private TestBooks books;
    private Path dir;
    private byte[] good;

    @BeforeAll
    void export() throws Exception {
        books = TestBooks.of(2);
        dir = folder.resolve("export");
        books.export(dir);
        good = Files.readAllBytes(dir.resolve(ARCHIVE));
        verifiers().requireSound(dir);
    }

    @Test
    void theSystemsTarMakesTheSameArchiveOfWhatItUnpacked() throws Exception {
        var unpacked = TestArchive.unpack(folder, dir);
        var files = TestArchive.files(good);
        try (var all = Files.walk(unpacked)) {
            assertThat(all.filter(Files::isRegularFile)
                            .map(file -> unpacked.relativize(file).toString())
                            .sorted())
                    .containsExactlyElementsOf(files.keySet());
        }
        for (var name : files.keySet()) {
            assertThat(unpacked.resolve(name)).hasBinaryContent(files.get(name));
        }
        assertThat(TestArchive.pack(folder, files, TestArchive.secondsUtc(good)))
                .isEqualTo(good);
    }

    /// What a station could put in place of the archive, and what both verifiers say.
    private record Bad(String name, String where, String why, Making making) {

        interface Making {
            byte[] of(byte[] good) throws Exception;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private Stream<Bad> bad() {
        var first = TestArchive.members(good).getFirst();
        int header = first.at() - Ustar.BLOCK_BYTES;
        var malformed = "is not an archive of this format after its beginning";
        return Stream.of(
                new Bad("of another time", ARCHIVE, malformed, octets -> pack(octets, 1, _ -> {})),
                header("of somebody", malformed, header + 108, "0001750"),
                header("that may run", malformed, header + 100, "0000755"),
                header("a link", malformed, header + 156, "2"),
                header("with a longer name", malformed, header + 345, "x"),
                header("with a size that is none", malformed, first.at() - Ustar.BLOCK_BYTES + 124, "9"),
                header("with a negative size", malformed, header + 124, "\u0080"),
                header("with a size of gigabytes", "is longer than any such file", header + 124, "77777777777"),
                new Bad("cut off", ARCHIVE, "is cut off", octets -> Arrays.copyOf(octets, octets.length - 1)),
                new Bad("without an end", ARCHIVE, "is cut off", octets -> Arrays.copyOf(octets, octets.length - 1024)),
                new Bad(
                        "with more behind it",
                        ARCHIVE,
                        "after CP",
                        octets -> Arrays.copyOf(octets, octets.length + 512)),
                new Bad("empty", ARCHIVE, "is empty", _ -> new byte[Ustar.END_BYTES]),
                new Bad("no octet", ARCHIVE, "is cut off", _ -> new byte[0]),
                new Bad(
                        "with a file twice",
                        ARCHIVE + "/CP4264710000.*",
                        "stands twice or in the wrong place",
                        octets -> {
                            int end = first.at() + first.size() + Ustar.padding(first.size());
                            return join(Arrays.copyOf(octets, end), octets);
                        }),
                new Bad("that leads elsewhere", ARCHIVE + "/CP.*/\\.\\./x", "has no place", octets -> {
                    var name = serial() + "/../x";
                    var stray = Ustar.header(name, 1, TestArchive.secondsUtc(octets));
                    var file = join(join(stray, new byte[1]), new byte[Ustar.padding(1)]);
                    return join(file, new byte[Ustar.END_BYTES]);
                }),
                files(
                        "with another file",
                        "/CP.*/notes.txt",
                        "has no place",
                        files -> files.put(serial() + "/notes.txt", new byte[1])),
                files(
                        "that writes to the terminal",
                        "/\ufffd\\[2J",
                        "has no place",
                        files -> files.put("\u001b[2J", new byte[1])),
                files("beside the units", "/x", "has no place", files -> files.put("x", new byte[1])),
                files(
                        "of another archive",
                        "/CP4264720000000V/",
                        "has no place",
                        files -> files.put("CP4264720000000V/order-1.sig", new byte[1])),
                files(
                        "with a long file",
                        "/CP.*/order-1.sig",
                        "is longer than any",
                        files -> files.put(serial() + "/order-1.sig", new byte[65_537])),
                files(
                        "without a signature",
                        "/CP.*/order-1.sig",
                        "missing",
                        files -> files.remove(serial() + "/order-1.sig")),
                files(
                        "with a third order",
                        "/CP.*/order-3",
                        "missing",
                        files -> files.put(serial() + "/order-4.sig", new byte[1])));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aBadArchiveIsNamed(Bad bad) throws Exception {
        books.seal(dir, dir.resolve(ARCHIVE), bad.making().of(good.clone()));
        try {
            verifiers().requireWrong(dir, bad.where(), bad.why());
        } finally {
            books.seal(dir, dir.resolve(ARCHIVE), good);
        }
    }

    private Bad header(String name, String why, int at, String text) {
        return new Bad("with a file " + name, ARCHIVE, why, octets -> {
            System.arraycopy(text.getBytes(ISO_8859_1), 0, octets, at, text.length());
            sum(octets, at / Ustar.BLOCK_BYTES * Ustar.BLOCK_BYTES);
            return octets;
        });
    }

    private Bad files(String name, String where, String why, Consumer<SortedMap<String, byte[]>> change) {
        return new Bad(
                "with a file " + name,
                ARCHIVE + where,
                why,
                octets -> pack(octets, TestArchive.secondsUtc(octets), change));
    }

    private byte[] pack(byte[] octets, long secondsUtc, Consumer<SortedMap<String, byte[]>> change) throws Exception {
        var files = TestArchive.files(octets);
        change.accept(files);
        return TestArchive.pack(folder, files, secondsUtc);
    }

    /// Writes the checksum that a header wants.
    private static void sum(byte[] octets, int header) {
        Arrays.fill(octets, header + 148, header + 156, (byte) ' ');
        int sum = 0;
        for (int at = header; at < header + Ustar.BLOCK_BYTES; at++) {
            sum += octets[at] & 0xff;
        }
        System.arraycopy("%06o\0 ".formatted(sum).getBytes(ISO_8859_1), 0, octets, header + 148, 8);
    }

    private String serial() {
        return books.serial(0).text();
    }

    private static byte[] join(byte[] first, byte[] second) {
        var joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private BothVerifiers verifiers() {
        return new BothVerifiers(folder, books.vendor.keys(), books.vendor.trustFile(), List.of());
    }
}
