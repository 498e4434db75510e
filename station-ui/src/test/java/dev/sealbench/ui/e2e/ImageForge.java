package dev.sealbench.ui.e2e;

import dev.sealbench.core.Digest;
import dev.sealbench.core.release.FirmwareKeys;
import dev.sealbench.core.release.FirmwareSigner;
import dev.sealbench.core.release.ImageIdentity;
import dev.sealbench.core.release.ImageVersion;
import dev.sealbench.core.release.KeyPlace;
import dev.sealbench.core.release.Release;
import dev.sealbench.core.release.Sbom;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.Repository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Firmware images that only a release engineer can make, and ones that an attacker makes of them. IMAGE.md
/// has the
/// numbers; they stand here again on purpose.
final class ImageForge implements AutoCloseable {

    /// Plain entries of IMAGE.md 2.2.
    static final int SHA256 = 0x10;

    static final int ECDSA_KEY = 0x02;
    static final int ECDSA_SIGNATURE = 0x22;
    static final int LMS_SIGNATURE = 0x1A0;
    static final int LMS_KEY = 0x1A1;

    private static final int PLAIN_MAGIC = 0x6907;
    private static final int AREA_HEADER_BYTES = 4;

    /// Magic, load address, header size, size of the protected area, image size, flags, version (twice), reserved,
    /// padding to 1,024.
    private static final List<Integer> HEADER_FIELDS = List.of(0, 8, 12, 20, 1_023);

    private static final int BODY_SAMPLES = 4;
    private static final String DEVICE_CLASS = "CP42/2";

    private final byte[] application;
    private final FirmwareKeys customer;
    private final FirmwareKeys stranger;

    private ImageForge(byte[] application, FirmwareKeys customer, FirmwareKeys stranger) {
        this.application = application;
        this.customer = customer;
        this.stranger = stranger;
    }

    /// With the keys of the demonstration's customer, and new ones of somebody else. Takes some 10 s.
    static ImageForge open(Demo demo) throws Exception {
        var machine = demo.folder().resolve("release-machine");
        var passphrase =
                Files.readString(machine.resolve("demo.passphrase")).strip().toCharArray();
        var strangerPlace = KeyPlace.in(machine.resolve(demo.newName("stranger")));
        return new ImageForge(
                Files.readAllBytes(Repository.application()),
                FirmwareKeys.open(KeyPlace.in(machine.resolve("voltgrid/pair-1")), passphrase, Clock.systemUTC()),
                FirmwareKeys.generate(strangerPlace, passphrase, new SecureRandom(), Clock.systemUTC()));
    }

    /// The customer's own, rightly signed.
    byte[] own(long securityCounter) throws Exception {
        return signed(customer, "voltgrid.example", securityCounter);
    }

    /// Another application, rightly signed by the customer for its own chargers.
    byte[] own(byte[] otherApplication) throws Exception {
        return signed(customer, otherApplication, "voltgrid.example", 1);
    }

    /// For the customer, signed by somebody else.
    byte[] byStranger() throws Exception {
        return signed(stranger, "voltgrid.example", 1);
    }

    /// Another customer's, rightly signed with that customer's keys.
    byte[] ofStranger() throws Exception {
        return signed(stranger, "other.example", 1);
    }

    /// Another customer's, signed with this customer's keys.
    byte[] ofStrangerByOwn() throws Exception {
        return signed(customer, "other.example", 1);
    }

    /// A whole release of the customer's, rightly signed.
    ///
    /// @param raw the application, not signed
    Release release(byte[] raw, String version, long securityCounter) throws Exception {
        var number = ImageVersion.parse(version);
        var sbom = Sbom.write("charger-application", number, raw, List.of(), Instant.EPOCH);
        var identity = ImageIdentity.of(
                "voltgrid.example",
                DEVICE_CLASS,
                number,
                securityCounter,
                Digest.sha256(sbom).toBytes());
        return Release.create(new FirmwareSigner(customer).sign(raw, identity), sbom, customer);
    }

    private byte[] signed(FirmwareKeys keys, String domain, long securityCounter) throws Exception {
        return signed(keys, application, domain, securityCounter);
    }

    private static byte[] signed(FirmwareKeys keys, byte[] application, String domain, long securityCounter)
            throws Exception {
        var version = ImageVersion.parse("1.0." + securityCounter + "+9");
        var identity = ImageIdentity.of(domain, DEVICE_CLASS, version, securityCounter, new byte[32]);
        return new FirmwareSigner(keys).sign(application, identity);
    }

    /// `image` without these plain entries.
    static byte[] without(byte[] image, Set<Integer> types) {
        int plainAt = plainAt(image);
        var entries = new ByteArrayOutputStream();
        for (int at = plainAt + AREA_HEADER_BYTES; at < image.length; ) {
            int end = at + 4 + u16(image, at + 2);
            if (!types.contains(u16(image, at))) {
                entries.write(image, at, end - at);
            }
            at = end;
        }
        return ByteBuffer.allocate(plainAt + AREA_HEADER_BYTES + entries.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(image, 0, plainAt)
                .putShort((short) PLAIN_MAGIC)
                .putShort((short) (AREA_HEADER_BYTES + entries.size()))
                .put(entries.toByteArray())
                .array();
    }

    /// `image` with the lowest bit of the octet at `offset` turned.
    static byte[] flipped(byte[] image, int offset) {
        return flipped(image, offset, 0);
    }

    /// `image` with one bit (0 to 7) of the octet at `offset` turned.
    static byte[] flipped(byte[] image, int offset, int bit) {
        var changed = image.clone();
        changed[offset] ^= (byte) (1 << bit);
        return changed;
    }

    /// Offsets in every part of `image`, ascending: fields of the header, the body, the head of both areas, and
    /// type, length and last octet of each entry.
    static List<Integer> sample(byte[] image) {
        var offsets = new TreeSet<>(HEADER_FIELDS);
        int body = u16(image, 8);
        int protectedAt = plainAt(image) - u16(image, 10);
        for (int i = 0; i < BODY_SAMPLES; i++) {
            offsets.add(body + (int) ((long) i * (protectedAt - 1 - body) / (BODY_SAMPLES - 1)));
        }
        addArea(offsets, image, protectedAt, plainAt(image));
        addArea(offsets, image, plainAt(image), image.length);
        return List.copyOf(offsets);
    }

    private static void addArea(Set<Integer> offsets, byte[] image, int start, int end) {
        offsets.addAll(List.of(start, start + 2));
        for (int at = start + AREA_HEADER_BYTES; at < end; at += 4 + u16(image, at + 2)) {
            offsets.addAll(List.of(at, at + 2, at + 3 + u16(image, at + 2)));
        }
    }

    /// Where the value of a plain entry begins.
    static int valueOf(byte[] image, int type) {
        for (int at = plainAt(image) + AREA_HEADER_BYTES; at < image.length; at += 4 + u16(image, at + 2)) {
            if (u16(image, at) == type) {
                return at + 4;
            }
        }
        throw new IllegalArgumentException("no entry 0x%x".formatted(type));
    }

    /// Where the plain area begins: after header, body and protected area.
    static int plainAt(byte[] image) {
        int body = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
        return u16(image, 8) + body + u16(image, 10);
    }

    @Override
    public void close() throws IOException {
        customer.close();
        stranger.close();
    }

    private static int u16(byte[] octets, int at) {
        return Short.toUnsignedInt(ByteBuffer.wrap(Arrays.copyOfRange(octets, at, at + 2))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getShort());
    }
}
