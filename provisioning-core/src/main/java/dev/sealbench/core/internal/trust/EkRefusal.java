package dev.sealbench.core.internal.trust;

/// Why a TPM is not believed to be genuine, with the sentence for operator and books.
public enum EkRefusal {
    UNREADABLE("the TPM's certificate cannot be read"),
    NOT_THE_TEMPLATE("the TPM's endorsement key is not of the TCG's template L-2 (ECC P-256)"),
    UNKNOWN_MAKER("the TPM's certificate does not lead to a maker that this station trusts"),
    NOT_VALID_TODAY("the TPM's certificate is expired or not valid yet"),
    IS_CA("the TPM's certificate is a certification authority's"),
    NOT_AN_EK("the TPM's certificate was not issued for an endorsement key"),
    KEY_USAGE("the TPM's certificate does not allow key agreement"),
    NO_MAKER_NAMED("the TPM's certificate does not name manufacturer, model and version"),
    MAKER_DIFFERS("the TPM's certificate names another maker than the one who issued it"),
    PROPERTY_DIFFERS("the TPM says another maker than its certificate"),
    WRONG_KEY("the TPM's certificate is for another endorsement key: this is not the TPM it was issued to");

    private final String sentence;

    EkRefusal(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
