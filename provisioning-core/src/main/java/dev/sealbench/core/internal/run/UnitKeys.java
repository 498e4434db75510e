package dev.sealbench.core.internal.run;

import dev.sealbench.core.ChipId;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.internal.document.Uuid5;
import dev.sealbench.vault.DeviceContext;
import dev.sealbench.vault.RecordContext;
import dev.sealbench.vault.SealedSecrets;
import dev.sealbench.vault.SecretKind;
import dev.sealbench.vault.SecretRef;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// The sealed secrets of one unit and what they belong to. Holds nothing in the clear.
///
/// @param context what the records are sealed with: customer (16), serial (16), chip (34)
/// @param device what the device secret is derived from (ORDER.md 3.2)
/// @param akPublic TPMT_PUBLIC of the attestation key
record UnitKeys(SealedSecrets secrets, RecordContext context, DeviceContext device, byte[] akPublic) {

    private static final int CONTEXT_BYTES = 16 + SerialNumber.LENGTH + ChipId.SIZE_BYTES;

    /// The context of a unit's sealed records.
    static RecordContext recordContext(UUID vid, SerialNumber serial, ChipId chip) {
        return new RecordContext(ByteBuffer.allocate(CONTEXT_BYTES)
                .put(Uuid5.bytes(vid))
                .put(serial.text().getBytes(StandardCharsets.US_ASCII))
                .put(chip.toBytes())
                .array());
    }

    /// The device context of ORDER.md 3.2.
    static DeviceContext deviceContext(SealedSecrets secrets, SerialNumber serial, ChipId chip, byte[] salt) {
        return DeviceContext.of(
                secrets,
                ByteBuffer.allocate(DeviceContext.SIZE_BYTES)
                        .put(chip.toBytes())
                        .put(serial.text().getBytes(StandardCharsets.US_ASCII))
                        .put(salt)
                        .array());
    }

    /// One of the secrets, still sealed.
    SecretRef secret(SecretKind kind) {
        return new SecretRef(secrets, context, kind);
    }
}
