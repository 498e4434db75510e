package dev.sealbench.core.release;

import java.util.Objects;

/// One third-party part of the firmware.
///
/// @param name such as "mbedtls"
/// @param version such as "3.6.6"
/// @param licence SPDX expression
/// @param purl package URL without qualifiers, such as "pkg:github/Mbed-TLS/mbedtls@v3.6.6"
/// @param sha256 of the source archive, 32 octets; empty if it is not known
public record SbomComponent(String name, String version, String licence, String purl, byte[] sha256) {

    public SbomComponent {
        Objects.requireNonNull(name);
        Objects.requireNonNull(version);
        Objects.requireNonNull(licence);
        Objects.requireNonNull(purl);
        if (sha256.length != 0 && sha256.length != 32) {
            throw new IllegalArgumentException("a SHA-256 has 32 octets");
        }
        sha256 = sha256.clone();
    }

    @Override
    public byte[] sha256() {
        return sha256.clone();
    }
}
