package dev.sealbench.core.internal.document;

import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/// What a customer statement says: who may own firmware for one device class, and with which keys (ORDER.md 2.2).
///
/// VID and CID follow from domain and device class, so they cannot disagree with them here.
///
/// @param name as printed, 1 to 64 octets
/// @param domain the customer's domain in lower case, at most 128 octets
/// @param deviceClass "model/hw-revision", the revision in decimal
/// @param keyPairs 2 to 4, all different
public record CustomerIdentity(
        String name, String domain, String deviceClass, List<KeyPairDigests> keyPairs, Validity validity) {

    public static final int MIN_KEY_PAIRS = 2;
    public static final int MAX_KEY_PAIRS = 4;

    private static final Pattern DOMAIN =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+");
    private static final Pattern DEVICE_CLASS = Pattern.compile("[!-.0-~]{1,32}/(0|[1-9][0-9]{0,9})");

    public CustomerIdentity {
        Text.require(name, 64, "customer name");
        Text.require(domain, 128, "customer domain");
        if (!DOMAIN.matcher(domain).matches()) {
            throw new IllegalArgumentException("the customer's domain is not a domain name in lower case");
        }
        if (!DEVICE_CLASS.matcher(deviceClass).matches()) {
            throw new IllegalArgumentException("the device class is not model/hw-revision");
        }
        keyPairs = List.copyOf(keyPairs);
        if (keyPairs.size() < MIN_KEY_PAIRS || keyPairs.size() > MAX_KEY_PAIRS) {
            throw new IllegalArgumentException("a customer has 2 to 4 key pairs, not " + keyPairs.size());
        }
        if (new HashSet<>(keyPairs).size() != keyPairs.size()) {
            throw new IllegalArgumentException("a key pair stands twice in the customer's list");
        }
    }

    /// UUIDv5 of the domain in the DNS namespace.
    public UUID vid() {
        return Uuid5.vid(domain);
    }

    /// UUIDv5 of the device class in the VID's namespace.
    public UUID cid() {
        return Uuid5.cid(vid(), deviceClass);
    }

    /// The model part of the device class.
    public String model() {
        return deviceClass.substring(0, deviceClass.indexOf('/'));
    }

    /// The hardware revision of the device class.
    public long hardwareRevision() {
        return Long.parseLong(deviceClass.substring(deviceClass.indexOf('/') + 1));
    }
}
