package dev.sealbench.core.internal.verify;

import dev.sealbench.core.internal.log.WitnessKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// A witness written from c2sp.org/tlog-cosignature and c2sp.org/signed-note alone, with none of our own code.
final class TestWitness {

    private static final long TIME = Instant.parse("2026-11-27T08:30:00Z").getEpochSecond();
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final String name;
    private final KeyPair keys;
    private final byte[] typeAndKey;
    private final byte[] keyId;

    TestWitness(String name) throws Exception {
        this.name = name;
        this.keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var spki = keys.getPublic().getEncoded();
        this.typeAndKey = ByteBuffer.allocate(33)
                .put((byte) 4)
                .put(spki, spki.length - 32, 32)
                .array();
        var digest = MessageDigest.getInstance("SHA-256");
        digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        this.keyId = Arrays.copyOf(digest.digest(typeAndKey), 4);
    }

    /// A note of a station with this witness's line below.
    KeptNote cosigned(String file, byte[] note) throws Exception {
        return demandedOf(file, signed(note, text(note)));
    }

    /// The same with a cosignature of another text.
    byte[] forged(byte[] note) throws Exception {
        return signed(note, "another/log\n1\nAAAA\n");
    }

    /// A note of which this witness's cosignature is demanded.
    KeptNote demandedOf(String file, byte[] note) throws Exception {
        return new KeptNote(file, note, Optional.of(WitnessKey.parse(line())));
    }

    private String line() {
        return name + "+" + HexFormat.of().formatHex(keyId) + "+" + BASE64.encodeToString(typeAndKey);
    }

    private byte[] signed(byte[] note, String text) throws Exception {
        var signer = Signature.getInstance("Ed25519");
        signer.initSign(keys.getPrivate());
        signer.update(("cosignature/v1\ntime " + TIME + "\n" + text).getBytes(StandardCharsets.UTF_8));
        var value = ByteBuffer.allocate(76).put(keyId).putLong(TIME).put(signer.sign());
        var out = new ByteArrayOutputStream();
        out.writeBytes(note);
        out.writeBytes("\u2014 %s %s\n"
                .formatted(name, BASE64.encodeToString(value.array()))
                .getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static String text(byte[] note) {
        var all = new String(note, StandardCharsets.UTF_8);
        return all.substring(0, all.indexOf("\n\n") + 1);
    }
}
