package dev.sealbench.core.internal.run;

import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationHome;
import dev.sealbench.core.internal.trust.ChipList;
import dev.sealbench.core.internal.trust.TpmMaker;
import dev.sealbench.core.internal.trust.TrustedMakers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The TPM makers of a home: a folder each, named after the maker's id in hexadecimal (`49465800` is
/// Infineon) or
/// `simulator`, with `*root*.pem` for roots and any other `*.pem` for intermediates.
final class TpmMakerFiles {

    private static final String SIMULATOR = "simulator";

    private TpmMakerFiles() {}

    static TrustedMakers read(StationHome home, StationConfig config) throws IOException {
        var makers = new ArrayList<TpmMaker>();
        try (var folders = Files.list(home.tpmMakers())) {
            for (var folder : folders.sorted().toList()) {
                boolean simulator = folder.getFileName().toString().equals(SIMULATOR);
                if (!simulator || config.allowSimulator()) {
                    makers.add(maker(folder, simulator));
                }
            }
        }
        return config.allowSimulator() ? TrustedMakers.demo(makers) : TrustedMakers.production(makers);
    }

    /// The list of the lot, if the home has one; else every chip is recorded as "not expected".
    static ChipList chips(StationHome home) throws IOException {
        return Files.exists(home.chips()) ? ChipList.parse(Files.readString(home.chips())) : ChipList.none();
    }

    private static TpmMaker maker(Path folder, boolean simulator) throws IOException {
        var roots = new ArrayList<X509Certificate>();
        var intermediates = new ArrayList<X509Certificate>();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(each -> each.toString().endsWith(".pem"))
                    .sorted()
                    .toList()) {
                (file.getFileName().toString().contains("root") ? roots : intermediates).addAll(certificates(file));
            }
        }
        var name = folder.getFileName().toString();
        return simulator
                ? TpmMaker.simulator(roots, intermediates)
                : TpmMaker.chips(name, HexFormat.fromHexDigits(name), roots, intermediates);
    }

    private static List<X509Certificate> certificates(Path file) throws IOException {
        try {
            var in = new ByteArrayInputStream(Files.readAllBytes(file));
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException e) {
            throw new IOException(file.getFileName() + " holds no certificates", e);
        }
    }
}
