package dev.sealbench.core.release;

/// Why an image is not accepted: the image part of `status.list`, same codes and texts.
public enum ImageRefusal {
    NO_IMAGE(0x510a, "no image in this slot"),
    FORMAT(0x510d, "the image is malformed"),
    DIGEST(0x5110, "the image digest does not match"),
    UNSIGNED(0x5117, "a signature is missing"),
    KEY(0x513b, "the image is signed by a key that is not this customer's"),
    ECDSA(0x513c, "the ECDSA signature does not verify"),
    LMS(0x5160, "the LMS signature does not verify"),
    CUSTOMER(0x5167, "the image belongs to another customer or device class"),
    ROLLBACK(0x51a1, "the image is older than the security counter allows"),
    JUMP(0x51a6, "the security counter jumps too far");

    private final int code;
    private final String text;

    ImageRefusal(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /// The code in `status.list`.
    public int code() {
        return code;
    }

    /// The sentence in `status.list`.
    public String text() {
        return text;
    }
}
