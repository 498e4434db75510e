package dev.sealbench.core.internal.verify;

import dev.sealbench.core.Octets;
import dev.sealbench.core.internal.document.CustomerIdentity;
import dev.sealbench.core.internal.document.Sha256;
import dev.sealbench.core.internal.document.SimulatedTpm;
import dev.sealbench.core.internal.export.ExportedReceipt.Attestation;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/// A software TPM by others, which measures and locks as docs/audit-format.md 5 says.
final class RealTpm implements TestTpm, AutoCloseable {

    private final SimulatedTpm tpm;
    private boolean booted;
    private boolean locked;

    RealTpm(Path folder) throws Exception {
        tpm = SimulatedTpm.start(folder);
    }

    @Override
    public byte[] area() throws Exception {
        return tpm.akPublicArea();
    }

    @Override
    public Attestation quote(byte[] extraData, Boot boot) throws Exception {
        if (!booted) {
            booted = true;
            tpm.extend(0, boot.rom());
            tpm.extend(0, boot.board().digest());
            tpm.extend(4, boot.image());
            tpm.extend(7, Sha256.of(ascii("sealbench authority 1\0"), owner(boot.customer()), ascii("production")));
            tpm.extend(7, Sha256.of(ascii("application")));
        }
        return attestation(tpm.quote("0,4,7", extraData));
    }

    @Override
    public Attestation lock(byte[] extraData, Boot boot) throws Exception {
        if (!locked) {
            locked = true;
            tpm.defineLock(Sha256.of(owner(boot.customer())));
            tpm.writeLock();
        }
        return attestation(tpm.certifyLock(extraData));
    }

    @Override
    public void close() {
        tpm.close();
    }

    private static Attestation attestation(SimulatedTpm.Attested attested) {
        return new Attestation(Octets.of(attested.attest()), Octets.of(attested.signature()));
    }

    private static byte[] owner(CustomerIdentity customer) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(octets(customer.vid()));
        out.writeBytes(octets(customer.cid()));
        out.write(customer.keyPairs().size());
        customer.keyPairs().forEach(pair -> {
            out.writeBytes(pair.ecdsaSha256());
            out.writeBytes(pair.lmsSha256());
        });
        return out.toByteArray();
    }

    private static byte[] octets(UUID uuid) {
        return ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
