/// Keeps secrets and keys: makes, seals, opens and derives them, today in a passphrase-protected file.
///
/// Knows keys, not chargers: no type here may mention a unit, a serial number or a work order; what a record belongs
/// to comes in as opaque octets.
module dev.sealbench.vault {
    requires org.bouncycastle.provider;

    exports dev.sealbench.vault;
}
