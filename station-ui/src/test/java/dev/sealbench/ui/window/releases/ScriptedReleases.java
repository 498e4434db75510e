package dev.sealbench.ui.window.releases;

import dev.sealbench.core.Digest;
import dev.sealbench.core.Fault;
import dev.sealbench.core.FirmwareRelease;
import dev.sealbench.core.Octets;
import dev.sealbench.core.StationException;
import dev.sealbench.core.release.ReleaseCheck;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// Releases kept in memory; a check fails where the test says.
public final class ScriptedReleases implements ReleasesStation {

    private final List<ListedRelease> releases = Collections.synchronizedList(new ArrayList<>());
    private final List<String> blocked = Collections.synchronizedList(new ArrayList<>());
    private volatile Optional<ReleaseCheck> fails = Optional.empty();
    private volatile Optional<StationException> failure = Optional.empty();
    private volatile Optional<ReleaseCheck> slowAt = Optional.empty();
    private volatile CountDownLatch slow = new CountDownLatch(0);

    static ScriptedReleases some() {
        var some = new ScriptedReleases();
        some.releases.add(new ListedRelease(
                release("1.8.2+4", 2),
                "Borg & Zonen Laadpalen",
                "CP4-22kW/3",
                Optional.of("relay may stick, service note SN-118"),
                List.of(new ListedRelease.UsedBy("WO-2026-0139", false))));
        some.releases.add(new ListedRelease(
                release("2.0.3+1", 3),
                "Nordlicht Ladenetz GmbH",
                "CP4-22kW/3",
                Optional.empty(),
                List.of(new ListedRelease.UsedBy("WO-2026-0102", false))));
        some.releases.add(new ListedRelease(
                release("2.1.0+7", 3),
                "Nordlicht Ladenetz GmbH",
                "CP4-22kW/3",
                Optional.empty(),
                List.of(
                        new ListedRelease.UsedBy("WO-2026-0147", true),
                        new ListedRelease.UsedBy("WO-2026-0151", true))));
        return some;
    }

    /// Of some years.
    public static ScriptedReleases many() {
        var many = new ScriptedReleases();
        for (int version = 1; version <= 60; version++) {
            many.releases.add(new ListedRelease(
                    release("2.%d.0+7".formatted(version), version),
                    "Nordlicht Ladenetz GmbH",
                    "CP4-22kW/3",
                    Optional.empty(),
                    List.of(new ListedRelease.UsedBy("WO-%04d".formatted(version), true))));
        }
        return many;
    }

    ScriptedReleases failingAt(ReleaseCheck check) {
        fails = Optional.of(check);
        return this;
    }

    ScriptedReleases failing() {
        failure = Optional.of(new StationException(Fault.BOOKS_UNAVAILABLE, "the disk is full"));
        return this;
    }

    /// The check before which the next verification waits.
    CountDownLatch slowAt(ReleaseCheck check) {
        slowAt = Optional.of(check);
        slow = new CountDownLatch(1);
        return slow;
    }

    List<String> blocked() {
        return blocked;
    }

    @Override
    public List<ListedRelease> releases() throws StationException {
        if (failure.isPresent()) {
            throw failure.get();
        }
        return List.copyOf(releases);
    }

    @Override
    public FirmwareRelease importFrom(Path folder, Consumer<ReleaseCheck> passed) throws StationException {
        check(passed);
        var release = release("2.2.0+1", 4);
        releases.add(new ListedRelease(release, "Nordlicht Ladenetz GmbH", "CP4-22kW/3", Optional.empty(), List.of()));
        return release;
    }

    @Override
    public void verify(FirmwareRelease release, Consumer<ReleaseCheck> passed) throws StationException {
        check(passed);
    }

    @Override
    public void block(FirmwareRelease release, String reason) {
        blocked.add(release.version() + ": " + reason);
        releases.replaceAll(each -> each.release().equals(release)
                ? new ListedRelease(
                        release, each.customer(), each.deviceClass(), Optional.of(reason), each.workOrders())
                : each);
    }

    private void check(Consumer<ReleaseCheck> passed) throws StationException {
        for (var check : ReleaseCheck.values()) {
            if (slowAt.equals(Optional.of(check))) {
                awaitSlow();
            }
            if (fails.equals(Optional.of(check))) {
                throw new StationException(Fault.RELEASE_BROKEN, "the ECDSA signature does not verify");
            }
            passed.accept(check);
        }
    }

    private void awaitSlow() {
        try {
            slow.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static FirmwareRelease release(String version, long counter) {
        return new FirmwareRelease(
                digest("image" + version),
                named("customer"),
                named("class"),
                version,
                counter,
                digest("file" + version),
                812_344,
                digest("sbom" + version),
                Octets.of(new byte[] {1}));
    }

    private static UUID named(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static Digest digest(String name) {
        return Digest.sha256(name.getBytes(StandardCharsets.UTF_8));
    }
}
