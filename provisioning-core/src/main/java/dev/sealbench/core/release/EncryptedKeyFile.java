package dev.sealbench.core.release;

import dev.sealbench.core.internal.files.DurableFiles;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/// A private key in a PEM file `ENCRYPTED PRIVATE KEY` (RFC 5958, PBES2 of RFC 8018: PBKDF2 with HMAC-SHA-256, then
/// AES-256-CBC) that `openssl pkey` opens, too.
///
/// CBC has no integrity: the caller compares the key with its public half.
final class EncryptedKeyFile {

    private static final String PEM_TYPE = "ENCRYPTED PRIVATE KEY";
    /// OWASP's figure for PBKDF2-HMAC-SHA-256.
    private static final int ITERATIONS = 600_000;

    private static final int SALT_BYTES = 16;
    private static final int IV_BYTES = 16;
    private static final int KEY_BITS = 256;

    private EncryptedKeyFile() {}

    /// Writes a new file; `pkcs8` and `passphrase` stay the caller's to wipe.
    static void create(Path file, byte[] pkcs8, char[] passphrase, SecureRandom random) throws IOException {
        var salt = new byte[SALT_BYTES];
        var iv = new byte[IV_BYTES];
        random.nextBytes(salt);
        random.nextBytes(iv);
        var kdf = new KeyDerivationFunc(
                PKCSObjectIdentifiers.id_PBKDF2,
                new PBKDF2Params(
                        salt,
                        ITERATIONS,
                        KEY_BITS / 8,
                        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE)));
        var scheme = new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(iv));
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, derive(passphrase, salt, ITERATIONS), iv);
            var info = new EncryptedPrivateKeyInfo(
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, new PBES2Parameters(kdf, scheme)),
                    cipher.doFinal(pkcs8));
            DurableFiles.create(file, pem(info.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2 and AES", e);
        }
    }

    /// The PKCS#8 octets; the caller wipes them.
    ///
    /// @throws WrongPassphraseException if the padding is not good; with chance 1/256 a wrong passphrase is noticed
    ///     only when the key does not fit its public half
    static byte[] open(Path file, char[] passphrase) throws IOException, WrongPassphraseException {
        try {
            var info = EncryptedPrivateKeyInfo.getInstance(der(file));
            var scheme =
                    PBES2Parameters.getInstance(info.getEncryptionAlgorithm().getParameters());
            var kdf = PBKDF2Params.getInstance(scheme.getKeyDerivationFunc().getParameters());
            var iv = ASN1OctetString.getInstance(scheme.getEncryptionScheme().getParameters());
            int iterations = kdf.getIterationCount().intValueExact();
            if (iterations < 1 || iterations > 16 * ITERATIONS) {
                throw new IOException(file + " asks for " + iterations + " rounds");
            }
            var key = derive(passphrase, kdf.getSalt(), iterations);
            return cipher(Cipher.DECRYPT_MODE, key, iv.getOctets()).doFinal(info.getEncryptedData());
        } catch (BadPaddingException e) {
            throw new WrongPassphraseException();
        } catch (GeneralSecurityException | IllegalArgumentException | ArithmeticException e) {
            throw new IOException(file + " is not a key file of ours", e);
        }
    }

    private static byte[] der(Path file) throws IOException {
        try (var reader = new PemReader(new StringReader(Files.readString(file, StandardCharsets.US_ASCII)))) {
            var pem = reader.readPemObject();
            if (pem == null || !pem.getType().equals(PEM_TYPE)) {
                throw new IOException(file + " is not an encrypted private key");
            }
            return pem.getContent();
        }
    }

    private static byte[] pem(byte[] der) throws IOException {
        var text = new StringWriter();
        try (var writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(PEM_TYPE, der));
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static Cipher cipher(int mode, byte[] key, byte[] iv) throws GeneralSecurityException {
        try {
            var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            return cipher;
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] derive(char[] passphrase, byte[] salt, int iterations) throws GeneralSecurityException {
        var spec = new PBEKeySpec(passphrase, salt, iterations, KEY_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } finally {
            spec.clearPassword();
        }
    }
}
