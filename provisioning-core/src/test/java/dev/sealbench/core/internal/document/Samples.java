package dev.sealbench.core.internal.document;

import dev.sealbench.link.wire.BurnTarget;
import dev.sealbench.link.wire.Envelope;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/// A vendor, a station, a customer and an order's content that are all in order.
public final class Samples {

    public static final Clock TODAY = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    public static final Validity THIS_YEAR = new Validity(LocalDate.parse("2026-01-01"), LocalDate.parse("2026-12-31"));

    public final SigningKey vendorRoot = TestKeys.fresh();
    public final SigningKey stationKey = TestKeys.fresh();
    public final StationIdentity station = new StationIdentity("line-4", stationKey.publicKey(), THIS_YEAR);
    public final CustomerIdentity customer = customer(List.of(pair(1), pair(2)));
    public final Envelope stationStatement = Statements.sign(station, vendorRoot);
    public final Envelope customerStatement = Statements.sign(customer, vendorRoot);

    public static CustomerIdentity customer(List<KeyPairDigests> pairs) {
        return new CustomerIdentity("Example Charging", "charging.example.com", "CP42/3", pairs, THIS_YEAR);
    }

    public static KeyPairDigests pair(int fill) {
        return new KeyPairDigests(octets(32, fill), octets(32, fill + 100));
    }

    public static byte[] octets(int count, int fill) {
        var octets = new byte[count];
        Arrays.fill(octets, (byte) fill);
        return octets;
    }

    public static byte[] name(int fill) {
        var name = octets(34, fill);
        name[0] = 0x00;
        name[1] = 0x0b;
        return name;
    }

    public static byte[] sized(int count, int fill) {
        var tpm2b = octets(count + 2, fill);
        tpm2b[0] = 0;
        tpm2b[1] = (byte) count;
        return tpm2b;
    }

    public OrderContent content() {
        return new OrderContent(
                octets(16, 1),
                octets(32, 2),
                new OrderContent.Identity("CP42647100001239", "CP42", 3, "04012345678901", "EVC-HLXRTF", "evc-1239"),
                new OrderContent.Tpm(
                        name(1),
                        name(2),
                        name(3),
                        List.of(name(4), name(5), name(6), name(7)),
                        name(8),
                        sized(68, 9),
                        sized(68, 10)),
                new OrderContent.Firmware(octets(32, 11), "1.2.3+4", 7),
                new OrderContent.Dates(
                        LocalDate.parse("2026-11-23"), LocalDate.parse("2029-11-30"), LocalDate.parse("2031-11-30")),
                new OrderContent.Ocpp("wss://csms.example.com/ocpp", "EX-1239", 2),
                List.of(new OrderContent.AttachmentRef(BurnTarget.BURN_TARGET_DEVICE_CERTIFICATE, 600, octets(32, 12))),
                octets(32, 13),
                stationStatement,
                customerStatement);
    }

    public OrderBuilder builder() {
        return new OrderBuilder(vendorRoot.publicKey(), TODAY);
    }
}
