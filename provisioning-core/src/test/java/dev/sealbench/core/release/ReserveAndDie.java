package dev.sealbench.core.release;

import java.nio.file.Path;

/// A process for [LmsLedgerTest]: reserves an index, says so and is killed before it could sign.
final class ReserveAndDie {

    private ReserveAndDie() {}

    static void main(String[] args) throws Exception {
        var place = KeyPlace.in(Path.of(args[0]));
        var ledger = LmsLedger.open(place, new byte[56], TestRelease.TODAY);
        System.out.println("reserved " + ledger.reserve(new byte[32]));
        System.out.flush();
        // no clean-up, no shutdown hooks: as if the power went
        new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid()).start();
        Thread.sleep(Long.MAX_VALUE);
    }
}
