package dev.sealbench.core.internal.export;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

/// Writes and checks an export of as many units as asked; a program of its own, to be run with a small heap.
final class LargeExport {

    private LargeExport() {}

    static void main(String[] args) throws Exception {
        var source = new SyntheticExport(
                Integer.parseInt(args[1]), Integer.parseInt(args[2]), SyntheticExport.newKey(), "Stroomnet");
        var dir = Path.of(args[0]);
        var report = AuditExport.write(
                dir,
                source,
                SyntheticExport.signer(source.key().getPrivate()),
                Clock.fixed(SyntheticExport.NOW, ZoneOffset.UTC));
        System.out.println(report.units());
        System.out.println(ExportVerifier.verify(dir, List.of(source.key().getPublic())));
    }
}
