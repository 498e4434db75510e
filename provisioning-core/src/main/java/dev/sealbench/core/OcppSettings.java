package dev.sealbench.core;

/// How a work order's chargers reach their central system.
///
/// @param csmsUrl `wss://...`, at most 255 characters; profiles 2 and 3 use TLS only
/// @param securityProfile OCPP security profile, 2 or 3
/// @param identityPrefix put before the serial number to make the identity; may be empty; no colon (OCPP forbids it
///     in the user name), at most 32 characters, so that the identity stays within the 48 of OCPP 2.0.1
public record OcppSettings(String csmsUrl, int securityProfile, String identityPrefix) {

    /// @throws IllegalArgumentException when a field is out of bounds
    public OcppSettings {
        FieldBounds.requireText("CSMS address", csmsUrl, 255);
        if (!csmsUrl.startsWith("wss://")) {
            throw new IllegalArgumentException("the CSMS address must begin with wss://");
        }
        FieldBounds.requireBetween("OCPP security profile", securityProfile, 2, 3);
        FieldBounds.requireOptionalText("OCPP identity prefix", identityPrefix, 32);
        if (identityPrefix.indexOf(':') >= 0) {
            throw new IllegalArgumentException("an OCPP identity has no colon");
        }
    }

    /// The charge-point identity of one unit.
    public String identityOf(SerialNumber serial) {
        return identityPrefix + serial.text();
    }
}
