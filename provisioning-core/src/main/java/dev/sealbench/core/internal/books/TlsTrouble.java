package dev.sealbench.core.internal.books;

import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;

/// Says in words why a database server is not believed to be the one that was asked for.
final class TlsTrouble {

    /// The driver's class that compares names; its messages are translated, the class's name in them is not.
    private static final String VERIFIER = "HostnameVerifier";

    private TlsTrouble() {}

    /// What is behind `failure`, and what to do; empty when it is something else.
    static String of(Throwable failure) {
        var words = "";
        int depth = 0;
        // the innermost says most: a path that cannot be built is one that ends with an old certificate, too
        for (var cause = failure; cause != null && depth < 20; cause = cause.getCause()) {
            var found = words(cause);
            words = found.isEmpty() ? words : found;
            depth++;
        }
        return words;
    }

    private static String words(Throwable cause) {
        return switch (cause) {
            case CertificateExpiredException _, CertificateNotYetValidException _ ->
                "the database server's certificate is not valid today: renew it, or set the station's clock";
            case CertPathBuilderException _, CertPathValidatorException _ ->
                "the database server's certificate is not of the authority in sslrootcert: ask who runs the server;"
                        + " it may be another server";
            case FileNotFoundException _, NoSuchFileException _ ->
                "the certificate of the authority cannot be read: see sslrootcert in the database's url";
            default ->
                String.valueOf(cause.getMessage()).contains(VERIFIER)
                        ? "the database server's certificate is for another host name: write the server's name as its"
                                + " certificate has it into the database's url"
                        : "";
        };
    }
}
