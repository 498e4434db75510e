package dev.sealbench.vault;

import dev.sealbench.vault.internal.random.Alphabet;
import dev.sealbench.vault.internal.random.Damm;
import dev.sealbench.vault.internal.random.Sampler;
import dev.sealbench.vault.internal.random.SourceFailure;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Predicate;

/// Draws the secrets of one unit from one stream of random octets, and from nothing else. Safe to share between
/// threads.
final class SecretDrawer {

    private static final int PUK_DIGITS = 15;
    private static final int ACCESS_POINT_SYMBOLS = 20;
    /// The weakest credential, the PUK, meets one of 10^9 issued ones once in 10^6 draws: eight in a row are no
    /// chance.
    private static final int MOST_DRAWS = 8;

    private final KeyBackend keys;
    private final SecureRandom random;

    SecretDrawer(KeyBackend keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    /// The caller closes what it gets.
    DrawnSecrets draw(Predicate<Fingerprint> alreadyIssued) throws VaultException {
        var drawn = new DrawnSecrets();
        try (var sampler = new Sampler(random)) {
            for (var kind : SecretKind.credentials()) {
                drawFresh(kind, sampler, drawn, alreadyIssued);
            }
            var tail = sampler.draw(Alphabet.T24, SealedSecrets.SSID_TAIL_CHARS);
            drawn.putSsidTail(new String(tail, StandardCharsets.US_ASCII));
            drawn.put(SecretKind.OWNER_AUTH, draw(SecretKind.OWNER_AUTH, sampler));
            drawn.put(SecretKind.LOCKOUT_AUTH, draw(SecretKind.LOCKOUT_AUTH, sampler));
            return drawn;
        } catch (VaultException | RuntimeException e) {
            drawn.close(); // the predicate asks a database, which may fail
            throw e;
        }
    }

    private void drawFresh(SecretKind kind, Sampler sampler, DrawnSecrets drawn, Predicate<Fingerprint> alreadyIssued)
            throws VaultException {
        for (int tries = 0; tries < MOST_DRAWS; tries++) {
            var value = draw(kind, sampler);
            drawn.put(kind, value);
            var fingerprint = new Fingerprint(keys.fingerprint(value));
            if (!drawn.fingerprints().containsValue(fingerprint) && !alreadyIssued.test(fingerprint)) {
                drawn.put(kind, fingerprint);
                return;
            }
            Arrays.fill(value, (byte) 0);
        }
        throw new SourceFailure("%s was issued before, %d times in a row".formatted(kind, MOST_DRAWS));
    }

    private static byte[] draw(SecretKind kind, Sampler sampler) {
        return switch (kind) {
            case WEB_LOGIN, OCPP -> sampler.draw(alphabet(kind), kind.sizeBytes());
            case WEB_PUK -> withCheckDigit(sampler.draw(Alphabet.DIGITS, PUK_DIGITS));
            case ACCESS_POINT -> withHyphens(sampler.draw(Alphabet.T24, ACCESS_POINT_SYMBOLS));
            case OWNER_AUTH, LOCKOUT_AUTH -> sampler.drawAuthValue(kind.sizeBytes());
        };
    }

    private static Alphabet alphabet(SecretKind kind) {
        return kind == SecretKind.OCPP ? Alphabet.A56 : Alphabet.T24;
    }

    private static byte[] withCheckDigit(byte[] digits) {
        var puk = Arrays.copyOf(digits, digits.length + 1);
        puk[digits.length] = Damm.checkDigit(digits);
        Arrays.fill(digits, (byte) 0);
        return puk;
    }

    private static byte[] withHyphens(byte[] symbols) {
        var grouped = Groups.of(symbols, (byte) '-');
        Arrays.fill(symbols, (byte) 0);
        return grouped;
    }
}
