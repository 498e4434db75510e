package dev.sealbench.core.internal.label;

/// How much of a QR code may be lost: 15, 25 or 30 % (ISO/IEC 18004). The same content looks entirely different at
/// each.
enum Correction {
    MEDIUM,
    QUARTILE,
    HIGH
}
