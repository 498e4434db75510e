package dev.sealbench.link;

/// Where burned octets go (IMAGE.md 6). The number is the one of the wire and of `Order.attachments`.
public enum BurnTarget {
    /// Slot A, 4 MiB.
    IMAGE_SLOT_A(1),
    /// Slot B, 4 MiB.
    IMAGE_SLOT_B(2),
    /// Attachment, at most 32 KiB.
    DEVICE_CERTIFICATE(16),
    /// Attachment, at most 32 KiB.
    CSMS_ROOTS(17),
    /// Attachment, at most 32 KiB: `TPM2B_PUBLIC || TPM2B_PRIVATE` (ORDER.md 4).
    DEVICE_KEY(18);

    private static final int SLOT_BYTES = 4 << 20;
    private static final int ATTACHMENT_BYTES = 32 << 10;

    private final int wireNumber;

    BurnTarget(int wireNumber) {
        this.wireNumber = wireNumber;
    }

    /// Number in `BurnTarget` of charger_link.proto.
    public int wireNumber() {
        return wireNumber;
    }

    /// The most octets that fit.
    public int capacityBytes() {
        return wireNumber < DEVICE_CERTIFICATE.wireNumber ? SLOT_BYTES : ATTACHMENT_BYTES;
    }
}
