package dev.sealbench.core.internal.verify;

import dev.sealbench.core.internal.document.P256PublicKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The certificates of the stations' device CAs: each station's vault has its own, and a vault that was made anew has
/// another one.
///
/// Safe to share between threads.
///
/// @param byStation those of each station
record DeviceCas(SortedMap<String, List<X509Certificate>> byStation) {

    static final String OWN = "device-ca.pem";

    private static final String FOLDER = "certificates/";
    private static final Pattern OTHERS = Pattern.compile("device-ca-([A-Za-z0-9][A-Za-z0-9._-]{0,99})\\.pem");

    /// @param exporting station, whose certificates are in [#OWN]
    static DeviceCas of(Path dir, String exporting) throws IOException, WrongExport {
        var all = new TreeMap<String, List<X509Certificate>>();
        all.put(exporting, read(dir, OWN));
        for (var name : namesOfOthers(dir.resolve(FOLDER))) {
            var station = OTHERS.matcher(name).replaceFirst("$1");
            if (all.put(station, read(dir, name)) != null) {
                throw new WrongExport(FOLDER + name, "has no place in this format");
            }
        }
        return new DeviceCas(all);
    }

    private static TreeSet<String> namesOfOthers(Path folder) throws IOException, WrongExport {
        var names = new TreeSet<String>();
        try (var files = Files.newDirectoryStream(folder)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        names.removeAll(List.of(OWN, Trust.STATEMENT));
        for (var name : names) {
            if (!OTHERS.matcher(name).matches()) {
                throw new WrongExport(FOLDER + name, "has no place in this format");
            }
        }
        return names;
    }

    private static List<X509Certificate> read(Path dir, String name) throws IOException, WrongExport {
        var path = FOLDER + name;
        try {
            var all = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(SmallFile.read(dir, path)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (!all.isEmpty() && all.stream().allMatch(each -> each.getBasicConstraints() >= 0)) {
                return all;
            }
        } catch (CertificateException _) { // it comes from outside
        }
        throw new WrongExport(path, "is not the certificate of a CA");
    }

    /// Stations that have one whose certificate none of these keys signed.
    List<String> untrusted(List<P256PublicKey> keys) {
        return byStation.entrySet().stream()
                .filter(each -> !each.getValue().stream()
                        .allMatch(certificate -> keys.stream().anyMatch(key -> isBy(certificate, key))))
                .map(SortedMap.Entry::getKey)
                .toList();
    }

    /// A device certificate is by a device CA of the station that ordered it.
    ///
    /// @param path of the certificate
    void requireIssued(String path, X509Certificate certificate, String station) throws WrongExport {
        var issuers = byStation.get(station);
        if (issuers == null) {
            throw new WrongExport(
                    path, "cannot be checked: there is no certificate of the device CA of station " + station);
        }
        for (var issuer : issuers) {
            try {
                certificate.verify(issuer.getPublicKey());
                return;
            } catch (GeneralSecurityException _) { // another one's, or forged
            }
        }
        throw new WrongExport(path, "is not signed by the device CA of station " + station);
    }

    private static boolean isBy(X509Certificate certificate, P256PublicKey key) {
        try {
            certificate.verify(key.asJcaKey());
            return true;
        } catch (GeneralSecurityException _) { // another key's
            return false;
        }
    }
}
