package dev.sealbench.link.tpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AttestTest {

    private static Provisioning done;

    @BeforeAll
    static void provisionOne() throws Exception {
        try (var swtpm = SwTpm.start()) {
            done = new Provisioning(swtpm).run();
        }
    }

    @Test
    void everyBitOfAttestAndSignatureCounts() {
        var certified = done.certifications.getFirst();
        assertThat(AttestSignature.verify(done.ak.area(), certified.attest(), certified.signature()))
                .isTrue();
        for (int bit = 0; bit < certified.attest().length * 8; bit += 5) {
            assertThat(AttestSignature.verify(done.ak.area(), flipped(certified.attest(), bit), certified.signature()))
                    .isFalse();
        }
        for (int bit = 0; bit < certified.signature().length * 8; bit++) {
            assertThat(AttestSignature.verify(done.ak.area(), certified.attest(), flipped(certified.signature(), bit)))
                    .isFalse();
        }
    }

    @Test
    void anotherKeysSignatureDoesNotCount() {
        var certified = done.certifications.getFirst();
        assertThat(AttestSignature.verify(done.deviceKey.publicKey().area(), certified.attest(), certified.signature()))
                .as("the device key is no attestation key")
                .isFalse();
        assertThat(AttestSignature.verify(
                        done.ak.area(),
                        certified.attest(),
                        done.certifications.get(1).signature()))
                .isFalse();
        assertThat(AttestSignature.verify(done.ak.area(), certified.attest(), new byte[0]))
                .isFalse();
        assertThat(AttestSignature.verify(new byte[0], certified.attest(), certified.signature()))
                .isFalse();
        byte[] zeros = new TpmWriter()
                .u16(0x18)
                .u16(0x0b)
                .sized(new byte[32])
                .sized(new byte[32])
                .done();
        assertThat(AttestSignature.verify(done.ak.area(), certified.attest(), zeros))
                .isFalse();
    }

    @Test
    void aTruncatedOrLongerAttestIsRefused() {
        for (byte[] attest : new byte[][] {done.certifications.getFirst().attest(), done.puk.attest()}) {
            for (int length = 0; length < attest.length; length++) {
                byte[] cut = Arrays.copyOf(attest, length);
                assertThatExceptionOfType(TpmFault.Tampered.class).isThrownBy(() -> Attest.parse(cut));
            }
            byte[] longer = Arrays.copyOf(attest, attest.length + 1);
            assertThatExceptionOfType(TpmFault.Tampered.class).isThrownBy(() -> Attest.parse(longer));
        }
    }

    @Test
    void whatNoTpmGeneratedIsRefused() {
        byte[] attest = done.puk.attest().clone();
        attest[0] = 0;
        assertThatExceptionOfType(TpmFault.Tampered.class).isThrownBy(() -> Attest.parse(attest));
        byte[] type = done.puk.attest().clone();
        type[5] = 0x1a; // a creation attest
        assertThatExceptionOfType(TpmFault.Tampered.class).isThrownBy(() -> Attest.parse(type));
    }

    @Property(tries = 500)
    void noOctetsWhateverBreakTheParsers(@ForAll @Size(max = 300) byte[] noise) {
        assertThatExceptionOfType(TpmFault.class).isThrownBy(() -> Attest.parse(noise));
        assertThatExceptionOfType(TpmFault.class).isThrownBy(() -> PublicAreas.ek(noise));
        assertThat(AttestSignature.verify(noise, noise, noise)).isFalse();
    }

    @Test
    void eachKeyIsOnlyWhatItsRoleSays() throws Exception {
        assertThat(PublicAreas.srk(done.srk.area()).name()).isEqualTo(done.srk.name());
        assertThatExceptionOfType(TpmFault.Unsuitable.class).isThrownBy(() -> PublicAreas.ek(done.srk.area()));
        assertThatExceptionOfType(TpmFault.Unsuitable.class).isThrownBy(() -> PublicAreas.srk(done.ek.area()));
        assertThatExceptionOfType(TpmFault.Unsuitable.class).isThrownBy(() -> PublicAreas.srk(done.ak.area()));
        assertThatExceptionOfType(TpmFault.Unsuitable.class)
                .isThrownBy(() -> PublicAreas.ak(done.deviceKey.publicKey().area()));
        assertThatExceptionOfType(TpmFault.Unsuitable.class)
                .isThrownBy(() -> PublicAreas.deviceKey(
                        new byte[32], done.deviceKey.publicKey().area()));
        byte[] longer = Arrays.copyOf(done.ek.area(), done.ek.area().length + 1);
        assertThatExceptionOfType(TpmFault.Tampered.class).isThrownBy(() -> PublicAreas.ek(longer));
    }

    @Test
    void everyBitOfATemplateCounts() {
        byte[] area = done.srk.area();
        for (int bit = 0; bit < (area.length - 68) * 8; bit++) {
            byte[] other = flipped(area, bit);
            assertThatExceptionOfType(TpmFault.Unsuitable.class).isThrownBy(() -> PublicAreas.srk(other));
        }
    }

    @Test
    void aPointThatIsNotOnTheCurveIsRefused() {
        byte[] area = done.ek.area();
        for (int bit = (area.length - 32) * 8; bit < area.length * 8; bit += 3) {
            byte[] other = flipped(area, bit);
            assertThatExceptionOfType(TpmFault.Tampered.class).isThrownBy(() -> PublicAreas.ek(other));
        }
        byte[] zero = Arrays.copyOf(area, area.length);
        Arrays.fill(zero, area.length - 66, area.length - 34, (byte) 0);
        Arrays.fill(zero, area.length - 32, area.length, (byte) 0);
        assertThatExceptionOfType(TpmFault.Tampered.class).isThrownBy(() -> PublicAreas.ek(zero));
    }

    @Test
    void aCredentialIsKnownByItsPolicy() throws Exception {
        byte[] area = PublicAreas.credential(Provisioning.CREDENTIAL_POLICY, new byte[32]);
        PublicAreas.requireCredential(Provisioning.CREDENTIAL_POLICY, area);
        assertThatExceptionOfType(TpmFault.Unsuitable.class)
                .isThrownBy(() -> PublicAreas.requireCredential(new byte[32], area));
        assertThatExceptionOfType(TpmFault.class)
                .isThrownBy(() -> PublicAreas.requireCredential(
                        Provisioning.CREDENTIAL_POLICY, Arrays.copyOf(area, area.length - 1)));
    }

    private static byte[] flipped(byte[] octets, int bit) {
        byte[] other = octets.clone();
        other[bit / 8] ^= (byte) (1 << bit % 8);
        return other;
    }
}
