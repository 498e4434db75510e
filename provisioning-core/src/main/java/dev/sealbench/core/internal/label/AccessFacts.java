package dev.sealbench.core.internal.label;

import dev.sealbench.core.SerialNumber;

/// What the access label says apart from its two secrets.
///
/// Immutable.
///
/// @param makerName as on the plate
/// @param model as on the plate
/// @param serial printed with its hyphens
/// @param ssid name of the charger's own wireless network
/// @param webAddress of the charger in that network, `https://...`
/// @param userName of the web login
public record AccessFacts(
        String makerName, String model, SerialNumber serial, String ssid, String webAddress, String userName) {}
