package dev.sealbench.core.internal.verify;

import dev.sealbench.core.ExportAudit;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Checks an export; a program of its own, to be run with a small heap.
final class SmallAudit {

    private SmallAudit() {}

    static void main(String[] args) throws Exception {
        long begun = System.nanoTime();
        System.out.println(
                ExportAudit.with(Path.of(args[1]), List.of(), Optional.empty()).verify(Path.of(args[0])));
        System.out.println((System.nanoTime() - begun) / 1_000_000 + " ms");
    }
}
