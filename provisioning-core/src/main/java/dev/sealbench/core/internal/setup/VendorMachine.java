package dev.sealbench.core.internal.setup;

import dev.sealbench.core.internal.document.CustomerIdentity;
import dev.sealbench.core.internal.document.JcaSigner;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.SigningKey;
import dev.sealbench.core.internal.document.Statements;
import dev.sealbench.core.internal.document.StationIdentity;
import dev.sealbench.core.internal.trust.DeviceCaRoot;
import dev.sealbench.link.wire.Envelope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.Base64;

/// What a vendor keeps offline, played in a folder for demonstrations: vendor root and root of the device CAs. Their
/// private keys lie there in the clear, which the file names say; a real one never is on a station's machine.
public final class VendorMachine {

    private final SigningKey root;
    private final DeviceCaRoot deviceCaRoot;

    private VendorMachine(SigningKey root, DeviceCaRoot deviceCaRoot) {
        this.root = root;
        this.deviceCaRoot = deviceCaRoot;
    }

    /// Makes both keys in a new folder.
    ///
    /// @throws IOException if the folder holds a vendor already or cannot be written
    public static VendorMachine create(Path folder, SecureRandom random, Clock clock) throws IOException {
        Files.createDirectories(folder);
        var rootPair = keyPair(random);
        var caPair = keyPair(random);
        writePrivate(folder.resolve("DEMO-ONLY-vendor-root.key.pem"), rootPair.getPrivate());
        writePrivate(folder.resolve("DEMO-ONLY-device-ca-root.key.pem"), caPair.getPrivate());
        var root = signingKey(rootPair);
        var caRoot = DeviceCaRoot.selfSigned("Sealbench demo device root", signingKey(caPair), random, clock);
        Files.writeString(
                folder.resolve("vendor-root.pub.pem"), root.publicKey().pem(), StandardOpenOption.CREATE_NEW);
        Files.writeString(
                folder.resolve("device-ca-root.pem"), pem(caRoot.certificate()), StandardOpenOption.CREATE_NEW);
        return new VendorMachine(root, caRoot);
    }

    /// The vendor root's public key.
    public P256PublicKey rootKey() {
        return root.publicKey();
    }

    /// The public key of the root above the device CAs.
    public P256PublicKey deviceCaRootKey() {
        return deviceCaRoot.key().publicKey();
    }

    /// The vendor's word for a station.
    public Envelope state(StationIdentity station) {
        return Statements.sign(station, root);
    }

    /// The vendor's word for a customer.
    public Envelope state(CustomerIdentity customer) {
        return Statements.sign(customer, root);
    }

    /// The certificate of a station's device CA, PEM.
    public String certifyDeviceCa(String commonName, P256PublicKey key) {
        return pem(deviceCaRoot.certify(commonName, key));
    }

    private static SigningKey signingKey(KeyPair pair) {
        return new SigningKey(P256PublicKey.of((ECPublicKey) pair.getPublic()), new JcaSigner(pair.getPrivate()));
    }

    private static KeyPair keyPair(SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    private static void writePrivate(Path file, PrivateKey key) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.createFile(file, ownerOnly);
        Files.writeString(file, wrap("PRIVATE KEY", key.getEncoded()));
    }

    private static String pem(byte[] certificate) {
        return wrap("CERTIFICATE", certificate);
    }

    private static String wrap(String label, byte[] der) {
        var base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, base64, label);
    }
}
