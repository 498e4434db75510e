package dev.sealbench.core.internal.trust;

import java.security.cert.X509Certificate;
import java.util.List;

/// A maker of TPMs whose root certificates this station pins.
///
/// @param name for the books, such as "Infineon"
/// @param propertyId TPM_PT_MANUFACTURER, such as 0x49465800
/// @param certificateId the number in the certificate's `id:`; the same as `propertyId` for all real makers
/// @param roots pinned
/// @param intermediates helpers for building the chain; believed only through a root
/// @param simulator true for the CA of a software TPM, which anyone can make
public record TpmMaker(
        String name,
        int propertyId,
        int certificateId,
        List<X509Certificate> roots,
        List<X509Certificate> intermediates,
        boolean simulator) {

    /// What a libtpms simulator says as TPM_PT_MANUFACTURER ("IBM"); the virtual charger's CA writes the same as `id:`.
    public static final int SIMULATOR_PROPERTY_ID = 0x49424d00;

    public static final int SIMULATOR_CERTIFICATE_ID = SIMULATOR_PROPERTY_ID;

    public TpmMaker {
        roots = List.copyOf(roots);
        intermediates = List.copyOf(intermediates);
        if (roots.isEmpty()) {
            throw new IllegalArgumentException("maker " + name + " has no root");
        }
    }

    /// A maker of real chips.
    public static TpmMaker chips(
            String name, int manufacturerId, List<X509Certificate> roots, List<X509Certificate> intermediates) {
        return new TpmMaker(name, manufacturerId, manufacturerId, roots, intermediates, false);
    }

    /// The simulator, for a demo.
    public static TpmMaker simulator(List<X509Certificate> roots, List<X509Certificate> intermediates) {
        return new TpmMaker(
                "swtpm (simulator)", SIMULATOR_PROPERTY_ID, SIMULATOR_CERTIFICATE_ID, roots, intermediates, true);
    }
}
