package dev.sealbench.core.internal.document;

import dev.sealbench.link.wire.BurnTarget;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/// The bounds that ORDER.md, documents.proto and documents.options set to an order: a charger refuses what exceeds
/// them, so nothing is signed that does.
final class OrderFields {

    private static final int TPM_NAME_BYTES = 34;
    private static final int CREDENTIALS = 4;
    private static final int ACTIVATION_MAX_BYTES = 160;
    private static final int ATTACHMENT_MAX_BYTES = 32 * 1024;
    private static final long U32_MAX = 0xffff_ffffL;
    private static final Set<BurnTarget> ATTACHMENT_TARGETS = Set.of(
            BurnTarget.BURN_TARGET_DEVICE_CERTIFICATE,
            BurnTarget.BURN_TARGET_CSMS_ROOTS,
            BurnTarget.BURN_TARGET_DEVICE_KEY);
    private static final Pattern SERIAL = Pattern.compile("[0-9A-Z]{16}");
    private static final Pattern GTIN = Pattern.compile("[0-9]{8}|[0-9]{12,14}");
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    private static final Pattern CSMS_URL = Pattern.compile("wss://[!-~]+");
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,5}\\+[0-9]{1,10}");

    private OrderFields() {}

    /// @throws IllegalArgumentException naming the first field that is missing or out of bounds
    static void require(OrderContent content) {
        size(content.orderId(), 16, "order id");
        size(content.nonce(), 32, "nonce");
        size(content.logCheckpointSha256(), 32, "log checkpoint digest");
        identity(content.identity());
        tpm(content.tpm());
        firmware(content.firmware());
        dates(content.dates());
        ocpp(content.ocpp());
        attachments(content);
    }

    private static void identity(OrderContent.Identity identity) {
        matches(SERIAL, identity.serial(), "serial");
        Text.require(identity.model(), 32, "model");
        unsigned32(identity.hardwareRevision(), "hardware revision");
        matches(GTIN, identity.gtin(), "GTIN");
        Text.require(identity.ssid(), 32, "SSID");
        Text.require(identity.hostName(), 63, "host name");
        matches(HOST, identity.hostName(), "host name");
    }

    private static void tpm(OrderContent.Tpm tpm) {
        name(tpm.ekName(), "EK Name");
        name(tpm.akName(), "AK Name");
        name(tpm.srkName(), "SRK Name");
        name(tpm.pukIndexName(), "PUK index Name");
        if (tpm.credentialNames().size() != CREDENTIALS) {
            throw new IllegalArgumentException("an order names four credentials");
        }
        for (var credential : tpm.credentialNames()) {
            name(credential, "credential Name");
        }
        sized(tpm.activationCredentialBlob(), "activation credential blob");
        sized(tpm.activationEncryptedSecret(), "activation secret");
    }

    private static void firmware(OrderContent.Firmware firmware) {
        size(firmware.imageSha256(), 32, "image digest");
        matches(VERSION, firmware.version(), "firmware version");
        unsigned32(firmware.securityCounter(), "security counter");
    }

    private static void dates(OrderContent.Dates dates) {
        if (dates.featureUpdatesUntil().isBefore(dates.manufactured())
                || dates.securityUpdatesUntil().isBefore(dates.featureUpdatesUntil())) {
            throw new IllegalArgumentException("made, feature updates and security updates must end in this order");
        }
        if (dates.securityUpdatesUntil().getYear() > 9999) {
            throw new IllegalArgumentException("a date has a year of four digits");
        }
    }

    private static void ocpp(OrderContent.Ocpp ocpp) {
        Text.require(ocpp.csmsUrl(), 255, "CSMS address");
        matches(CSMS_URL, ocpp.csmsUrl(), "CSMS address");
        Text.require(ocpp.identity(), 48, "OCPP identity");
        if (ocpp.securityProfile() != 2 && ocpp.securityProfile() != 3) {
            throw new IllegalArgumentException("the OCPP security profile is 2 or 3");
        }
    }

    private static void attachments(OrderContent content) {
        var seen = new HashSet<BurnTarget>();
        for (var attachment : content.attachments()) {
            if (!ATTACHMENT_TARGETS.contains(attachment.target()) || !seen.add(attachment.target())) {
                throw new IllegalArgumentException("an attachment has no place of its own: " + attachment.target());
            }
            if (attachment.sizeBytes() < 1 || attachment.sizeBytes() > ATTACHMENT_MAX_BYTES) {
                throw new IllegalArgumentException("an attachment has 1 to 32,768 octets");
            }
            size(attachment.sha256(), 32, "attachment digest");
        }
    }

    private static void name(byte[] name, String what) {
        size(name, TPM_NAME_BYTES, what);
        if (name[0] != 0x00 || name[1] != 0x0b) {
            throw new IllegalArgumentException(what + " is not a SHA-256 Name");
        }
    }

    private static void sized(byte[] tpm2b, String what) {
        if (tpm2b.length < 3 || tpm2b.length > ACTIVATION_MAX_BYTES) {
            throw new IllegalArgumentException(what + " has 3 to 160 octets");
        }
        int size = (tpm2b[0] & 0xff) << 8 | tpm2b[1] & 0xff;
        if (size != tpm2b.length - 2) {
            throw new IllegalArgumentException(what + " does not begin with its size");
        }
    }

    private static void size(byte[] value, int sizeBytes, String what) {
        if (Objects.requireNonNull(value, what).length != sizeBytes) {
            throw new IllegalArgumentException(what + " has " + sizeBytes + " octets, not " + value.length);
        }
    }

    private static void matches(Pattern pattern, String value, String what) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(what + " is not well formed");
        }
    }

    private static void unsigned32(long value, String what) {
        if (value < 0 || value > U32_MAX) {
            throw new IllegalArgumentException(what + " does not fit in 32 bits");
        }
    }
}
