package dev.sealbench.vault;

import dev.sealbench.vault.internal.crypto.AesGcm;
import dev.sealbench.vault.internal.crypto.Argon2id;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;

/// A backup of a vault as a file: all its shares, each sealed under the passphrase of the one person who keeps it.
/// docs/keys.md describes the file. Nobody opens it alone, and a copy of it says nothing.
///
/// Immutable.
public final class BackupFile {

    /// Longer than any that is written.
    public static final int MOST_BYTES = 1 << 20;

    private static final String HEAD = "sealbench vault backup 1";
    private static final byte[] PURPOSE = "sealbench vault backup".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT_BYTES = 16;
    private static final Pattern WHOLE = Pattern.compile(HEAD
            + "\nproduct ([A-Za-z0-9][A-Za-z0-9._-]{0,31})\nstation ([A-Za-z0-9][A-Za-z0-9._-]{0,31})\nmade (\\S{20})\n"
            + "((?:share .{20,200000}\n){2,255})sha-256 ([0-9a-f]{64})\n");
    private static final Pattern SHARE =
            Pattern.compile("share ([0-9]{1,3}) m=([0-9]{1,7}),t=([0-9]{1,2}) ([A-Za-z0-9+/]{22}) ([A-Za-z0-9+/]+)");

    private final Origin origin;
    private final List<String> shares;

    private BackupFile(Origin origin, List<String> shares) {
        this.origin = origin;
        this.shares = List.copyOf(shares);
    }

    /// What of, as the file says in the clear. Immutable.
    ///
    /// @param product as the people call the product whose secret it is: 1 to 32 of A-Z a-z 0-9 . _ -
    /// @param station whose vault
    /// @param made when, in whole seconds
    public record Origin(String product, String station, Instant made) {

        /// @throws IllegalArgumentException when a name is none
        public Origin {
            for (var name : List.of(product, station)) {
                if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,31}")) {
                    throw new IllegalArgumentException("a product or station has 1 to 32 of A-Z a-z 0-9 . _ -");
                }
            }
            made = made.truncatedTo(ChronoUnit.SECONDS);
        }

        private String text() {
            return "%s\nproduct %s\nstation %s\nmade %s\n".formatted(HEAD, product, station, made);
        }
    }

    /// The file's content.
    ///
    /// @param keepers a passphrase for each share, in their order; they stay the caller's
    /// @param cost of a guess of one of them
    /// @throws VaultException.WeakPassphrase if one of them is too short
    /// @throws VaultException.BadShares if two of them are the same
    public static byte[] seal(List<BackupShare> shares, List<Passphrase> keepers, Origin origin, Argon2Cost cost)
            throws VaultException {
        requireKeepers(shares, keepers);
        var random = Randomness.system();
        var text = new StringBuilder(origin.text());
        for (int i = 0; i < shares.size(); i++) {
            var keeper = keepers.get(i);
            var share = shares.get(i);
            var salt = new byte[SALT_BYTES];
            random.nextBytes(salt);
            var place = new Place(origin, share.number(), cost, salt);
            var box = share.lend(encoded -> place.seal(keeper, encoded, random));
            text.append(place.text())
                    .append(' ')
                    .append(Base64.getEncoder().withoutPadding().encodeToString(box))
                    .append('\n');
        }
        return (text + "sha-256 " + sha256(text.toString()) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static void requireKeepers(List<BackupShare> shares, List<Passphrase> keepers) throws VaultException {
        if (keepers.size() != shares.size()) {
            throw new IllegalArgumentException("a passphrase for each share");
        }
        for (int i = 0; i < keepers.size(); i++) {
            if (keepers.get(i).length() < Vault.PASSPHRASE_MIN_CHARS) {
                throw new VaultException.WeakPassphrase();
            }
            for (var other : keepers.subList(0, i)) {
                if (keepers.get(i).isSameAs(other)) {
                    throw new VaultException.BadShares("two persons have two passphrases");
                }
            }
        }
    }

    /// Reads the content of a file.
    ///
    /// @throws VaultException.BadShares if it is no backup, cut short or changed
    public static BackupFile read(byte[] content) throws VaultException {
        var text = new String(content, StandardCharsets.US_ASCII);
        if (!text.startsWith(HEAD + "\n")) {
            throw new VaultException.BadShares("this is no backup of a vault");
        }
        var parts = WHOLE.matcher(text);
        if (!parts.matches() || !sha256(text.substring(0, parts.end(4))).equals(parts.group(5))) {
            throw damaged();
        }
        try {
            var origin = new Origin(parts.group(1), parts.group(2), Instant.parse(parts.group(3)));
            return new BackupFile(origin, parts.group(4).lines().toList());
        } catch (DateTimeParseException e) {
            throw damaged();
        }
    }

    /// What it says of itself; true as soon as a share opens.
    public Origin origin() {
        return origin;
    }

    /// Opens the shares; the caller closes them.
    ///
    /// @param keepers as they were sealed with, in the same order; they stay the caller's
    /// @throws VaultException.BadShares if a passphrase is another, or the file was changed
    public List<BackupShare> open(List<Passphrase> keepers) throws VaultException {
        if (keepers.size() != shares.size()) {
            throw new VaultException.BadShares("%d passphrases open it".formatted(shares.size()));
        }
        var opened = new ArrayList<BackupShare>();
        try {
            for (int i = 0; i < shares.size(); i++) {
                opened.add(open(i + 1, shares.get(i), keepers.get(i)));
            }
            return opened;
        } catch (VaultException | RuntimeException e) {
            opened.forEach(BackupShare::close);
            throw e;
        }
    }

    private BackupShare open(int number, String line, Passphrase keeper) throws VaultException {
        var parts = SHARE.matcher(line);
        if (!parts.matches()) {
            throw damaged();
        }
        byte[] plain = {};
        try {
            var cost = new Argon2Cost(Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
            var salt = Base64.getDecoder().decode(parts.group(4));
            var place = new Place(origin, Integer.parseInt(parts.group(1)), cost, salt);
            plain = place.open(keeper, Base64.getDecoder().decode(parts.group(5)));
            return BackupShare.decode(plain);
        } catch (AEADBadTagException e) {
            throw new VaultException.BadShares("the passphrase of person %d is another".formatted(number));
        } catch (IllegalArgumentException e) {
            throw damaged();
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /// Where a sealed share stands: it opens nowhere else.
    private record Place(Origin origin, int number, Argon2Cost cost, byte[] salt) {

        String text() {
            return "share %d m=%d,t=%d %s"
                    .formatted(
                            number,
                            cost.memoryKib(),
                            cost.passes(),
                            Base64.getEncoder().withoutPadding().encodeToString(salt));
        }

        byte[] seal(Passphrase keeper, byte[] plain, SecureRandom random) {
            var key = key(keeper);
            try {
                return AesGcm.seal(key, plain, associated(), random);
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        }

        byte[] open(Passphrase keeper, byte[] box) throws AEADBadTagException {
            var key = key(keeper);
            try {
                return AesGcm.open(key, box, associated());
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        }

        private byte[] associated() {
            return (origin.text() + text()).getBytes(StandardCharsets.US_ASCII);
        }

        private byte[] key(Passphrase keeper) {
            var parameters = new Argon2id.Cost(cost.memoryKib(), cost.passes(), 1);
            return keeper.lend(utf8 -> Argon2id.derive(utf8, salt, PURPOSE, parameters, AesGcm.KEY_BYTES));
        }
    }

    private static VaultException damaged() {
        return new VaultException.BadShares("the file is cut short or was changed, take another copy of it");
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
