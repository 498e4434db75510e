package dev.sealbench.core.release;

/// The entries that mean something to us, IMAGE.md 2.1 and 2.2.
enum Tlv {
    SECURITY_COUNTER(0x0050, 4, 4, Area.PROTECTED),
    VID(0x0074, 16, 16, Area.PROTECTED),
    CID(0x0075, 16, 16, Area.PROTECTED),
    POLICY_VERSION(0x00a0, 4, 4, Area.PROTECTED),
    SBOM_SHA256(0x00a1, 32, 32, Area.PROTECTED),
    DIGEST(0x0010, 32, 32, Area.PLAIN),
    ECDSA_PUBLIC_KEY(0x0002, 91, 91, Area.PLAIN),
    ECDSA_SIGNATURE(0x0022, 8, 72, Area.PLAIN),
    LMS_SIGNATURE(0x01a0, LmsPublicKey.SIGNATURE_SIZE_BYTES, LmsPublicKey.SIGNATURE_SIZE_BYTES, Area.PLAIN),
    LMS_PUBLIC_KEY(0x01a1, LmsPublicKey.SIZE_BYTES, LmsPublicKey.SIZE_BYTES, Area.PLAIN);

    /// The two areas, with their magic numbers.
    enum Area {
        PROTECTED(0x6908, 0xffff),
        PLAIN(0x6907, 4096);

        final int magic;
        final int maxSizeBytes;

        Area(int magic, int maxSizeBytes) {
            this.magic = magic;
            this.maxSizeBytes = maxSizeBytes;
        }
    }

    /// Types that are no types: memory that was zeroed, flash that is erased.
    static final int ZEROED = 0x0000;

    static final int ERASED = 0xffff;

    final int type;
    final int minSizeBytes;
    final int maxSizeBytes;
    final Area area;

    Tlv(int type, int minSizeBytes, int maxSizeBytes, Area area) {
        this.type = type;
        this.minSizeBytes = minSizeBytes;
        this.maxSizeBytes = maxSizeBytes;
        this.area = area;
    }
}
