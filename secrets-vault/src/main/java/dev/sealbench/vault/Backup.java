package dev.sealbench.vault;

import dev.sealbench.vault.internal.crypto.Shamir;
import dev.sealbench.vault.internal.keystore.KeyRing;
import java.io.StreamCorruptedException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Splits what must survive the station into shares, and joins it again. What is split is the encoded key ring and
/// its SHA-256: shares of different backups join to something, and only the digest tells.
final class Backup {

    private static final int DIGEST_BYTES = 32;

    private Backup() {}

    static List<BackupShare> split(KeyRing keys, int threshold, int count, SecureRandom random) {
        var encoded = keys.encode(Keys.BACKED_UP);
        var secret = Arrays.copyOf(encoded, encoded.length + DIGEST_BYTES);
        System.arraycopy(sha256(encoded), 0, secret, encoded.length, DIGEST_BYTES);
        try {
            long backupId = random.nextLong();
            return Shamir.split(secret, threshold, count, random).stream()
                    .map(point -> new BackupShare(new BackupShare.Head(backupId, threshold, point.x()), point.y()))
                    .toList();
        } finally {
            Arrays.fill(encoded, (byte) 0);
            Arrays.fill(secret, (byte) 0);
        }
    }

    static KeyRing join(List<BackupShare> shares) throws VaultException {
        var points = matching(shares);
        var secret = Shamir.join(points);
        points.forEach(point -> Arrays.fill(point.y(), (byte) 0));
        var encoded = Arrays.copyOf(secret, Math.max(0, secret.length - DIGEST_BYTES));
        try {
            var digest = Arrays.copyOfRange(secret, encoded.length, secret.length);
            if (!MessageDigest.isEqual(sha256(encoded), digest)) {
                throw new VaultException.BadShares("they do not fit together");
            }
            var keys = KeyRing.decode(encoded);
            Keys.checkSecrets(keys);
            return keys;
        } catch (StreamCorruptedException e) {
            throw new VaultException.BadShares(e.getMessage());
        } finally {
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(encoded, (byte) 0);
        }
    }

    private static List<Shamir.Point> matching(List<BackupShare> shares) throws VaultException {
        if (shares.isEmpty()) {
            throw new VaultException.BadShares("there are none");
        }
        var first = shares.getFirst().head();
        if (shares.stream()
                .map(BackupShare::head)
                .anyMatch(head -> head.backupId() != first.backupId() || head.threshold() != first.threshold())) {
            throw new VaultException.BadShares("they are of different backups");
        }
        if (shares.stream().mapToInt(BackupShare::number).distinct().count() < first.threshold()) {
            throw new VaultException.BadShares("%d different ones are needed".formatted(first.threshold()));
        }
        return distinct(shares, first.threshold());
    }

    private static List<Shamir.Point> distinct(List<BackupShare> shares, int threshold) throws VaultException {
        var points = new ArrayList<Shamir.Point>();
        for (var share : shares) {
            if (points.size() < threshold && points.stream().noneMatch(point -> point.x() == share.number())) {
                points.add(share.point());
            }
        }
        if (points.stream().mapToInt(point -> point.y().length).distinct().count() != 1) {
            throw new VaultException.BadShares("they have different lengths");
        }
        return points;
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
