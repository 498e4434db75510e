package dev.sealbench.core.release;

import dev.sealbench.core.internal.document.JcaSigner;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.SigningKey;
import dev.sealbench.core.internal.files.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.params.LMSPrivateKeyParameters;

/// The files of one pair of firmware keys, as [KeyPlace] names them.
final class KeyFiles {

    private static final int LMS_PRIVATE_BYTES = LmsSigner.ID_BYTES + LmsSigner.SEED_BYTES;

    private KeyFiles() {}

    static SigningKey createEcdsa(KeyPlace place, char[] passphrase, SecureRandom random) throws IOException {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            var pair = generator.generateKeyPair();
            var publicKey = P256PublicKey.of((ECPublicKey) pair.getPublic());
            createWiping(place.ecdsaKey(), pair.getPrivate().getEncoded(), passphrase, random);
            DurableFiles.create(place.ecdsaPublicKey(), publicKey.pem().getBytes(StandardCharsets.US_ASCII));
            return new SigningKey(publicKey, new JcaSigner(pair.getPrivate()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    /// The LMS private key is I (16 octets) and SEED (32), RFC 8554 appendix A; the index is in the ledger only.
    static LMSPrivateKeyParameters createLms(KeyPlace place, char[] passphrase, SecureRandom random)
            throws IOException {
        var idAndSeed = new byte[LMS_PRIVATE_BYTES];
        random.nextBytes(idAndSeed);
        try {
            var info = new PrivateKeyInfo(
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.id_alg_hss_lms_hashsig),
                    new DEROctetString(idAndSeed));
            createWiping(place.lmsKey(), info.getEncoded(), passphrase, random);
            var key = LmsSigner.fresh(idAndSeed);
            DurableFiles.create(place.lmsPublicKey(), key.getPublicKey().getEncoded());
            return key;
        } finally {
            Arrays.fill(idAndSeed, (byte) 0);
        }
    }

    static SigningKey openEcdsa(KeyPlace place, char[] passphrase) throws IOException, WrongPassphraseException {
        var publicKey = readPublicKey(place.ecdsaPublicKey());
        var pkcs8 = EncryptedKeyFile.open(place.ecdsaKey(), passphrase);
        try {
            var privateKey = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            var key = new SigningKey(publicKey, new JcaSigner(privateKey));
            key.sign(new byte[] {0}); // notices a private key of another pair
            return key;
        } catch (InvalidKeySpecException | IllegalStateException e) {
            throw new WrongPassphraseException();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has EC", e);
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }

    /// Takes `ledger` over when it returns.
    static LmsSigner openLms(KeyPlace place, char[] passphrase, LmsPublicKey publicKey, LmsLedger ledger)
            throws IOException, WrongPassphraseException {
        var pkcs8 = EncryptedKeyFile.open(place.lmsKey(), passphrase);
        var idAndSeed = new byte[0];
        try {
            idAndSeed = ASN1OctetString.getInstance(
                            PrivateKeyInfo.getInstance(pkcs8).parsePrivateKey())
                    .getOctets();
            if (idAndSeed.length != LMS_PRIVATE_BYTES) {
                throw new WrongPassphraseException();
            }
            return LmsSigner.open(idAndSeed, publicKey, ledger);
        } catch (IllegalArgumentException e) {
            throw new WrongPassphraseException(); // decrypted to something that is no key
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
            Arrays.fill(idAndSeed, (byte) 0);
        }
    }

    private static void createWiping(Path file, byte[] pkcs8, char[] passphrase, SecureRandom random)
            throws IOException {
        try {
            EncryptedKeyFile.create(file, pkcs8, passphrase, random);
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }

    private static P256PublicKey readPublicKey(Path file) throws IOException {
        try {
            return P256PublicKey.ofPem(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is not a P-256 public key", e);
        }
    }
}
