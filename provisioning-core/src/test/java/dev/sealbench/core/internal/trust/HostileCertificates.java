package dev.sealbench.core.internal.trust;

import dev.sealbench.core.internal.document.SigningKey;
import dev.sealbench.core.internal.document.TestKeys;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What a charger hands over as its TPM's certificate. There is always a verdict, never an exception.
final class HostileCertificates implements Supplier<List<byte[]>>, Predicate<byte[]> {

    private static final int MAKER_ID = 0x49465800;
    private final TestMaker maker = new TestMaker();
    private final SigningKey ek = TestKeys.fresh();
    private final EkCertificates certificates = new EkCertificates(
            TrustedMakers.production(List.of(
                    TpmMaker.chips("Test maker", MAKER_ID, List.of(maker.root()), List.of(maker.intermediate())))),
            Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC));

    @Override
    public List<byte[]> get() {
        return List.of(maker.ekCertificate(ek.publicKey()).build());
    }

    @Override
    public boolean test(byte[] octets) {
        return certificates.check(octets, TestMaker.publicArea(ek.publicKey()), MAKER_ID) instanceof EkVerdict.Genuine;
    }
}
