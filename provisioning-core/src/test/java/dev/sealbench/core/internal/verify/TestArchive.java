package dev.sealbench.core.internal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.internal.document.TestFiles;
import dev.sealbench.core.internal.export.Ustar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Archives of units' documents, taken to pieces and made again; `tar` of the system makes them.
final class TestArchive {

    private TestArchive() {}

    /// Where a file's content lies in an archive.
    record Member(String name, int at, int size) {}

    static List<Member> members(byte[] archive) {
        var members = new ArrayList<Member>();
        for (int at = 0; archive[at] != 0; ) {
            var header = Arrays.copyOfRange(archive, at, at + Ustar.BLOCK_BYTES);
            int size = (int) Ustar.size(header);
            members.add(new Member(Ustar.name(header), at + Ustar.BLOCK_BYTES, size));
            at += Ustar.BLOCK_BYTES + size + Ustar.padding(size);
        }
        return members;
    }

    /// The files of an archive by name.
    static SortedMap<String, byte[]> files(byte[] archive) {
        var files = new TreeMap<String, byte[]>();
        for (var member : members(archive)) {
            files.put(member.name(), Arrays.copyOfRange(archive, member.at(), member.at() + member.size()));
        }
        return files;
    }

    /// When the files of an archive are from, in seconds since 1970.
    static long secondsUtc(byte[] archive) {
        return Long.parseLong(new String(archive, 136, 11, StandardCharsets.US_ASCII), 8);
    }

    /// The archives of an export, by path.
    static List<Path> of(Path dir) throws IOException {
        try (var archives = Files.list(dir.resolve("units"))) {
            return archives.sorted().toList();
        }
    }

    /// Has the system's tar make an archive of these files.
    ///
    /// @param work folder for what lies on the way
    static byte[] pack(Path work, SortedMap<String, byte[]> files, long secondsUtc) throws Exception {
        var folder = Files.createTempDirectory(work, "pack");
        for (var file : files.entrySet()) {
            var path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        var archive = folder.resolve("archive.tar");
        var command = new ArrayList<>(List.of(
                "tar",
                "--create",
                "--absolute-names",
                "--format=ustar",
                "--blocking-factor=1",
                "--owner=0",
                "--group=0",
                "--numeric-owner",
                "--mode=0644",
                "--mtime=@" + secondsUtc,
                "--file=" + archive));
        command.addAll(files.keySet());
        assertThat(TestFiles.run(folder, command.toArray(String[]::new)).exitCode())
                .isZero();
        return Files.readAllBytes(archive);
    }

    /// Has the system's tar unpack all archives of an export.
    ///
    /// @return folder with a folder for each unit
    static Path unpack(Path work, Path dir) throws Exception {
        var folder = Files.createTempDirectory(work, "unpack");
        for (var archive : of(dir)) {
            assertThat(TestFiles.run(folder, "tar", "--extract", "--file=" + archive)
                            .exitCode())
                    .isZero();
        }
        return folder;
    }
}
