package dev.sealbench.core.internal.run;

import dev.sealbench.core.Digest;
import dev.sealbench.core.Fault;
import dev.sealbench.core.FirmwareRelease;
import dev.sealbench.core.Octets;
import dev.sealbench.core.StationException;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.release.FirmwareImage;
import dev.sealbench.core.release.ImageReader;
import dev.sealbench.core.release.ImageRefusedException;
import dev.sealbench.core.release.Release;
import dev.sealbench.core.release.ReleaseCheck;
import dev.sealbench.core.release.ReleaseRefusedException;
import dev.sealbench.core.release.ReleaseVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;

/// Takes a firmware release into home and books, and looks at it again later.
public final class ReleaseImport {

    private final Bench bench;
    private final Consumer<ReleaseCheck> passed;

    /// @param passed told of each check that passed; nothing is kept before all have
    public ReleaseImport(Bench bench, Consumer<ReleaseCheck> passed) {
        this.bench = bench;
        this.passed = passed;
    }

    /// Takes a release for the customer and device class that its image names; the keys that the books have for those
    /// decide whether it says so rightly.
    public FirmwareRelease take(Path folder) throws StationException {
        try {
            var files = read(folder);
            var named = ImageReader.read(files.image());
            return taken(files, verified(files, named.vid(), named.cid()));
        } catch (ImageRefusedException e) {
            throw new StationException(Fault.RELEASE_BROKEN, e.getMessage(), e);
        }
    }

    /// Takes a release that must be for this customer and device class.
    public FirmwareRelease take(Path folder, UUID vid, UUID cid) throws StationException {
        var files = read(folder);
        return taken(files, verified(files, vid, cid));
    }

    /// Looks at the files of an imported release as the import did.
    public void verify(FirmwareRelease release) throws StationException {
        var files = read(bench.home().release(release.image()));
        var image = verified(files, release.vid(), release.cid());
        if (!release.image().equals(Digest.of(image.digest()))) {
            throw new StationException(Fault.RELEASE_BROKEN, "its folder holds another release");
        }
    }

    private Release read(Path folder) throws StationException {
        try {
            var files = Release.read(folder);
            passed.accept(ReleaseCheck.FILES);
            return files;
        } catch (ReleaseRefusedException e) {
            throw new StationException(Fault.RELEASE_BROKEN, e.getMessage(), e);
        }
    }

    private FirmwareImage verified(Release files, UUID vid, UUID cid) throws StationException {
        var lock = Desks.ask(() -> bench.books().customers().lock(vid, cid))
                .orElseThrow(() -> new StationException(Fault.CUSTOMER_STATEMENT, "there is none for " + cid));
        P256PublicKey root = bench.vendorRoot();
        try {
            return new ReleaseVerifier(root.spki(), bench.clock())
                    .verify(files, lock.statement().toBytes(), passed);
        } catch (ReleaseRefusedException e) {
            throw new StationException(Fault.RELEASE_BROKEN, e.getMessage(), e);
        }
    }

    private FirmwareRelease taken(Release files, FirmwareImage image) throws StationException {
        var release = new FirmwareRelease(
                Digest.of(image.digest()),
                image.vid(),
                image.cid(),
                image.version().toString(),
                image.securityCounter(),
                Digest.of(files.imageFileSha256()),
                files.image().length,
                Digest.sha256(files.sbom()),
                Octets.of(files.record()));
        try {
            keep(files, bench.home().release(release.image()));
        } catch (IOException e) {
            throw new StationException(Fault.CONFIGURATION, "the release cannot be copied: " + e.getMessage(), e);
        }
        Desks.ask(() -> {
            bench.books().releases().add(release, bench.author());
            return null;
        });
        return release;
    }

    /// A copy that was cut short, or was damaged since, is replaced: importing again mends it.
    private static void keep(Release files, Path target) throws IOException {
        if (isKept(files, target)) {
            return;
        }
        var fresh = target.resolveSibling(target.getFileName() + ".new");
        delete(fresh);
        files.write(fresh);
        delete(target);
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isKept(Release files, Path target) {
        try {
            var kept = Release.read(target);
            return Arrays.equals(kept.image(), files.image())
                    && Arrays.equals(kept.sbom(), files.sbom())
                    && Arrays.equals(kept.record(), files.record());
        } catch (ReleaseRefusedException e) {
            return false;
        }
    }

    /// The folder holds files only.
    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
