package dev.sealbench.core.internal.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealbench.core.internal.document.SigningKey;
import dev.sealbench.core.internal.document.TestKeys;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EkCertificatesTest {

    private static final int MAKER_ID = 0x49465800;
    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    private final TestMaker ca = new TestMaker();
    private final SigningKey ek = TestKeys.fresh();

    @Test
    void aGenuineChipIsBelievedAndNamed() {
        var verdict = check(ca.ekCertificate(ek.publicKey()).build());
        assertThat(verdict).isInstanceOfSatisfying(EkVerdict.Genuine.class, genuine -> {
            assertThat(genuine.maker().name()).isEqualTo("Test maker");
            assertThat(genuine.model()).isEqualTo("SLB9672");
            assertThat(genuine.version()).isEqualTo("id:000f0011");
            assertThat(genuine.endorsementKey()).isEqualTo(ek.publicKey());
        });
    }

    @Test
    void theNvIndexMayBeLongerThanTheCertificate() {
        var der = ca.ekCertificate(ek.publicKey()).build();
        assertThat(check(Arrays.copyOf(der, der.length + 100))).isInstanceOf(EkVerdict.Genuine.class);
    }

    @Test
    void octetsThatAreNoCertificateAreRefused() {
        assertRefused(EkRefusal.UNREADABLE, new byte[0]);
        assertRefused(EkRefusal.UNREADABLE, new byte[] {0x30, 0x03, 0x02, 0x01, 0x05});
        assertRefused(EkRefusal.UNREADABLE, new byte[] {(byte) 0xff, 0x00, 0x12});
        var der = ca.ekCertificate(ek.publicKey()).build();
        assertRefused(EkRefusal.UNREADABLE, Arrays.copyOf(der, der.length - 1));
    }

    @Test
    void aChainToAnotherRootIsRefused() {
        assertRefused(
                EkRefusal.UNKNOWN_MAKER,
                new TestMaker().ekCertificate(ek.publicKey()).build());
    }

    @Test
    void aChangedOctetIsRefused() {
        var der = ca.ekCertificate(ek.publicKey()).build();
        der[der.length - 1] ^= 1;
        assertRefused(EkRefusal.UNKNOWN_MAKER, der);
    }

    @Test
    void withoutTheIntermediateThereIsNoChain() {
        var maker = TpmMaker.chips("Test maker", MAKER_ID, List.of(ca.root()), List.of());
        var checker = new EkCertificates(TrustedMakers.production(List.of(maker)), TODAY);
        assertThat(checker.check(ca.ekCertificate(ek.publicKey()).build(), publicArea(ek), MAKER_ID))
                .isEqualTo(new EkVerdict.Refused(EkRefusal.UNKNOWN_MAKER));
    }

    @Test
    void anExpiredCertificateAndOneOfTomorrowAreRefused() {
        assertRefused(
                EkRefusal.NOT_VALID_TODAY,
                ca.ekCertificate(ek.publicKey())
                        .notAfter("2026-11-22T00:00:00Z")
                        .build());
        assertRefused(
                EkRefusal.NOT_VALID_TODAY,
                ca.ekCertificate(ek.publicKey())
                        .notBefore("2026-11-24T00:00:00Z")
                        .build());
    }

    @Test
    void aCaCertificateIsNoEndorsementKeys() {
        assertRefused(EkRefusal.IS_CA, ca.ekCertificate(ek.publicKey()).asCa().build());
    }

    @Test
    void anotherPurposeOrUsageIsRefused() {
        assertRefused(
                EkRefusal.NOT_AN_EK,
                ca.ekCertificate(ek.publicKey()).purpose("1.3.6.1.5.5.7.3.2").build());
        assertRefused(
                EkRefusal.NOT_AN_EK,
                ca.ekCertificate(ek.publicKey()).purpose(null).build());
        assertRefused(
                EkRefusal.KEY_USAGE,
                ca.ekCertificate(ek.publicKey()).digitalSignatureOnly().build());
    }

    @Test
    void theMakerMustBeNamedAndBeTheIssuerAndTheChip() {
        assertRefused(
                EkRefusal.NO_MAKER_NAMED,
                ca.ekCertificate(ek.publicKey()).maker(null).build());
        assertRefused(
                EkRefusal.NO_MAKER_NAMED,
                ca.ekCertificate(ek.publicKey()).maker("IFX").build());
        assertRefused(
                EkRefusal.MAKER_DIFFERS,
                ca.ekCertificate(ek.publicKey()).maker("id:53544D20").build());
        var der = ca.ekCertificate(ek.publicKey()).build();
        assertThat(checker().check(der, publicArea(ek), 0x53544d20))
                .isEqualTo(new EkVerdict.Refused(EkRefusal.PROPERTY_DIFFERS));
    }

    @Test
    void theCertificateOfAnotherChipIsRefused() {
        assertRefused(
                EkRefusal.WRONG_KEY,
                ca.ekCertificate(TestKeys.fresh().publicKey()).build());
    }

    @Test
    void aPublicAreaThatIsNotTheTemplateIsRefused() {
        var der = ca.ekCertificate(ek.publicKey()).build();
        for (int octet : new int[] {1, 7, 20, 45, 50, 55, 57, 90}) {
            var area = publicArea(ek);
            area[octet] ^= 1;
            assertThat(checker().check(der, area, MAKER_ID))
                    .as("octet %d", octet)
                    .isEqualTo(new EkVerdict.Refused(EkRefusal.NOT_THE_TEMPLATE));
        }
        assertThat(checker().check(der, Arrays.copyOf(publicArea(ek), 121), MAKER_ID))
                .isEqualTo(new EkVerdict.Refused(EkRefusal.NOT_THE_TEMPLATE));
    }

    @Test
    void aProductionStationNeverTrustsASimulator() {
        var simulator = TpmMaker.simulator(List.of(ca.root()), List.of(ca.intermediate()));
        assertThatThrownBy(() -> TrustedMakers.production(List.of(simulator))).hasMessageContaining("production");
        assertThat(TrustedMakers.demo(List.of(simulator)).allowSimulator()).isTrue();

        var demo = new EkCertificates(TrustedMakers.demo(List.of(simulator)), TODAY);
        var der = ca.ekCertificate(ek.publicKey()).maker("id:49424D00").build();
        assertThat(demo.check(der, publicArea(ek), TpmMaker.SIMULATOR_PROPERTY_ID))
                .isInstanceOfSatisfying(
                        EkVerdict.Genuine.class,
                        genuine -> assertThat(genuine.maker().simulator()).isTrue());
    }

    @Test
    void everyRefusalHasASentenceOfItsOwn() {
        assertThat(Arrays.stream(EkRefusal.values()).map(EkRefusal::sentence))
                .doesNotHaveDuplicates()
                .allSatisfy(sentence -> assertThat(sentence).isNotBlank());
    }

    private EkCertificates checker() {
        var maker = TpmMaker.chips("Test maker", MAKER_ID, List.of(ca.root()), List.of(ca.intermediate()));
        return new EkCertificates(TrustedMakers.production(List.of(maker)), TODAY);
    }

    private EkVerdict check(byte[] certificate) {
        return checker().check(certificate, publicArea(ek), MAKER_ID);
    }

    private void assertRefused(EkRefusal refusal, byte[] certificate) {
        assertThat(check(certificate)).isEqualTo(new EkVerdict.Refused(refusal));
    }

    private static byte[] publicArea(SigningKey ek) {
        return TestMaker.publicArea(ek.publicKey());
    }
}
