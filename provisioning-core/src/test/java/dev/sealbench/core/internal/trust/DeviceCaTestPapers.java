package dev.sealbench.core.internal.trust;

import dev.sealbench.core.internal.document.TestFiles;
import dev.sealbench.core.internal.document.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/// A device CA's certificate and a device certificate, as an export has them.
public final class DeviceCaTestPapers {

    private DeviceCaTestPapers() {}

    /// Writes `device-ca.pem` and `device.pem` into `folder`.
    public static void write(Path folder, String serial) throws Exception {
        var random = new SecureRandom();
        var passphrase = "a passphrase for tests".toCharArray();
        DeviceCaKey.create(folder.resolve("ca.p12"), "Example device CA", passphrase, random, Clock.systemUTC());
        var ca = DeviceCaKey.open(folder.resolve("ca.p12"), passphrase);
        var device = new DeviceCa(ca.certificate(), ca.key(), random, Clock.systemUTC())
                .issue(serial, "Example Chargers", TestKeys.fresh().publicKey());
        writePem(folder, "device-ca", ca.certificate().getEncoded());
        writePem(folder, "device", device);
    }

    private static void writePem(Path folder, String name, byte[] der) throws IOException, InterruptedException {
        Files.write(folder.resolve(name + ".der"), der);
        var ran =
                TestFiles.run(folder, "openssl", "x509", "-inform", "DER", "-in", name + ".der", "-out", name + ".pem");
        if (ran.exitCode() != 0) {
            throw new IOException(ran.output());
        }
    }
}
