package dev.sealbench.link;

import java.util.Arrays;
import java.util.Optional;

/// Every way the charger answers or refuses: `device-link/protocol/status.list`, in its order.
///
/// Codes are never renumbered; a test holds this enum against the list. `toString` gives the text for people.
public enum Status {
    /// `kStatusOk`: ok.
    OK(0x5a3c, "ok"),
    /// `kStatusBlank`: the charger is blank: it runs no application.
    BLANK(0x1101, "the charger is blank: it runs no application"),
    /// `kStatusNotChecked`: not looked at.
    NOT_CHECKED(0x1106, "not looked at"),
    /// `kStatusBadRequest`: the request cannot be understood.
    BAD_REQUEST(0x2102, "the request cannot be understood"),
    /// `kStatusUnknownRequest`: this charger does not know the request.
    UNKNOWN_REQUEST(0x2105, "this charger does not know the request"),
    /// `kStatusWrongState`: not allowed in this lifecycle state.
    WRONG_STATE(0x2118, "not allowed in this lifecycle state"),
    /// `kStatusTooLong`: longer than this charger accepts.
    TOO_LONG(0x211f, "longer than this charger accepts"),
    /// `kStatusBusy`: busy with another request.
    BUSY(0x2129, "busy with another request"),
    /// `kStatusUnsupported`: not supported by this program.
    UNSUPPORTED(0x212e, "not supported by this program"),
    /// `kStatusTpmCommandRefused`: the TPM command is not on the allow-list.
    TPM_COMMAND_REFUSED(0x310b, "the TPM command is not on the allow-list"),
    /// `kStatusTpmAbsent`: the TPM does not answer.
    TPM_ABSENT(0x310c, "the TPM does not answer"),
    /// `kStatusTpmFailure`: the TPM answered with an error.
    TPM_FAILURE(0x3120, "the TPM answered with an error"),
    /// `kStatusTpmDirty`: the TPM was started by someone else before the boot ROM.
    TPM_DIRTY(0x3127, "the TPM was started by someone else before the boot ROM"),
    /// `kStatusTpmMismatch`: this is not the TPM that the order bound to this board.
    TPM_MISMATCH(0x313a, "this is not the TPM that the order bound to this board"),
    /// `kStatusTpmTampered`: a TPM response was not authentic.
    TPM_TAMPERED(0x313d, "a TPM response was not authentic"),
    /// `kStatusTpmSelfTest`: the TPM's self-test failed.
    TPM_SELF_TEST(0x3150, "the TPM's self-test failed"),
    /// `kStatusBurnNotOpen`: no burn is open.
    BURN_NOT_OPEN(0x4103, "no burn is open"),
    /// `kStatusBurnTarget`: this target cannot be written now.
    BURN_TARGET(0x4104, "this target cannot be written now"),
    /// `kStatusBurnIncomplete`: bytes are missing.
    BURN_INCOMPLETE(0x4119, "bytes are missing"),
    /// `kStatusBurnDigest`: flash does not hold what was announced.
    BURN_DIGEST(0x411e, "flash does not hold what was announced"),
    /// `kStatusFlashFailure`: the flash reported an error.
    FLASH_FAILURE(0x4128, "the flash reported an error"),
    /// `kStatusNoImage`: no image in this slot.
    NO_IMAGE(0x510a, "no image in this slot"),
    /// `kStatusImageFormat`: the image is malformed.
    IMAGE_FORMAT(0x510d, "the image is malformed"),
    /// `kStatusImageDigest`: the image digest does not match.
    IMAGE_DIGEST(0x5110, "the image digest does not match"),
    /// `kStatusImageUnsigned`: a signature is missing.
    IMAGE_UNSIGNED(0x5117, "a signature is missing"),
    /// `kStatusImageKey`: the image is signed by a key that is not this customer's.
    IMAGE_KEY(0x513b, "the image is signed by a key that is not this customer's"),
    /// `kStatusImageEcdsa`: the ECDSA signature does not verify.
    IMAGE_ECDSA(0x513c, "the ECDSA signature does not verify"),
    /// `kStatusImageLms`: the LMS signature does not verify.
    IMAGE_LMS(0x5160, "the LMS signature does not verify"),
    /// `kStatusImageCustomer`: the image belongs to another customer or device class.
    IMAGE_CUSTOMER(0x5167, "the image belongs to another customer or device class"),
    /// `kStatusImageRollback`: the image is older than the security counter allows.
    IMAGE_ROLLBACK(0x51a1, "the image is older than the security counter allows"),
    /// `kStatusImageJump`: the security counter jumps too far.
    IMAGE_JUMP(0x51a6, "the security counter jumps too far"),
    /// `kStatusEnvelope`: the envelope is malformed or of another type.
    ENVELOPE(0x6130, "the envelope is malformed or of another type"),
    /// `kStatusSignature`: the signature does not verify.
    SIGNATURE(0x6137, "the signature does not verify"),
    /// `kStatusStationStatement`: the station's statement is not the vendor's.
    STATION_STATEMENT(0x6140, "the station's statement is not the vendor's"),
    /// `kStatusCustomerStatement`: the customer's statement is not the vendor's or does not fit the order.
    CUSTOMER_STATEMENT(0x6147, "the customer's statement is not the vendor's or does not fit the order"),
    /// `kStatusOrderField`: a field of the order is missing or out of bounds.
    ORDER_FIELD(0x615a, "a field of the order is missing or out of bounds"),
    /// `kStatusOrderNonce`: the order's nonce is not the one given out.
    ORDER_NONCE(0x615d, "the order's nonce is not the one given out"),
    /// `kStatusOrderBoard`: the order is for another board.
    ORDER_BOARD(0x616b, "the order is for another board"),
    /// `kStatusOrderTpm`: the order is for another TPM or its objects differ.
    ORDER_TPM(0x616c, "the order is for another TPM or its objects differ"),
    /// `kStatusOrderImage`: the order names another image than the one in flash.
    ORDER_IMAGE(0x6181, "the order names another image than the one in flash"),
    /// `kStatusOrderAttachment`: an attachment is missing or differs.
    ORDER_ATTACHMENT(0x6186, "an attachment is missing or differs"),
    /// `kStatusOrderActivation`: the activation blob does not open on this TPM.
    ORDER_ACTIVATION(0x619b, "the activation blob does not open on this TPM"),
    /// `kStatusOtpFull`: no free OTP record is left.
    OTP_FULL(0x7149, "no free OTP record is left"),
    /// `kStatusOtpCorrupt`: the OTP record does not hold together.
    OTP_CORRUPT(0x714e, "the OTP record does not hold together"),
    /// `kStatusOtpFailure`: the OTP could not be programmed.
    OTP_FAILURE(0x7153, "the OTP could not be programmed"),
    /// `kStatusFactoryData`: the factory-data sector is missing or damaged.
    FACTORY_DATA(0x7174, "the factory-data sector is missing or damaged"),
    /// `kStatusDecisionTrial`: the decision names another order or trial.
    DECISION_TRIAL(0x619c, "the decision names another order or trial"),
    /// `kStatusAlreadyLocked`: the lock is already final.
    ALREADY_LOCKED(0x61aa, "the lock is already final"),
    /// `kStatusLockMismatch`: the TPM's lock index and the OTP disagree.
    LOCK_MISMATCH(0x3191, "the TPM's lock index and the OTP disagree"),
    /// `kStatusNoCredentials`: a credential does not open.
    NO_CREDENTIALS(0x3196, "a credential does not open"),
    /// `kStatusMailboxEmpty`: the mailbox holds nothing that can be read.
    MAILBOX_EMPTY(0x61ad, "the mailbox holds nothing that can be read"),
    /// `kStatusSelfTestFailed`: a self-test failed.
    SELF_TEST_FAILED(0x1148, "a self-test failed"),
    /// `kStatusInternal`: internal error of the charger.
    INTERNAL(0x0131, "internal error of the charger"),
    /// `kStatusBurnBlock`: a block of the burn stream is malformed.
    BURN_BLOCK(0x412f, "a block of the burn stream is malformed");

    private final int code;
    private final String text;

    Status(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /// The number on the wire.
    public int code() {
        return code;
    }

    /// The status with this number, or nothing when this station does not know it.
    public static Optional<Status> of(int code) {
        return Arrays.stream(values()).filter(status -> status.code == code).findAny();
    }

    @Override
    public String toString() {
        return text;
    }
}
