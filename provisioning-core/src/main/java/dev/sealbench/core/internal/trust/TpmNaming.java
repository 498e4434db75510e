package dev.sealbench.core.internal.trust;

import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/// Manufacturer, model and version as an endorsement key certificate names them: directoryName in subjectAltName, EK
/// Credential Profile 3.2.9.
record TpmNaming(int manufacturer, String model, String version) {

    private static final String MANUFACTURER = "2.23.133.2.1";
    private static final String MODEL = "2.23.133.2.2";
    private static final String VERSION = "2.23.133.2.3";
    private static final Pattern ID = Pattern.compile("id:([0-9A-Fa-f]{8})");

    /// Empty when one of the three is missing or malformed.
    static Optional<TpmNaming> of(X509Certificate certificate) {
        var extension = certificate.getExtensionValue(Extension.subjectAlternativeName.getId());
        if (extension == null) {
            return Optional.empty();
        }
        var names =
                GeneralNames.getInstance(ASN1OctetString.getInstance(extension).getOctets());
        var attributes = attributes(names);
        var id = ID.matcher(attributes.getOrDefault(MANUFACTURER, ""));
        if (!id.matches() || !attributes.containsKey(MODEL) || !attributes.containsKey(VERSION)) {
            return Optional.empty();
        }
        return Optional.of(new TpmNaming(
                Integer.parseUnsignedInt(id.group(1), 16), attributes.get(MODEL), attributes.get(VERSION)));
    }

    private static Map<String, String> attributes(GeneralNames names) {
        var found = new HashMap<String, String>();
        for (var name : names.getNames()) {
            if (name.getTagNo() != GeneralName.directoryName) {
                continue;
            }
            for (var rdn : X500Name.getInstance(name.getName()).getRDNs()) {
                for (var attribute : rdn.getTypesAndValues()) {
                    found.put(attribute.getType().getId(), attribute.getValue().toString());
                }
            }
        }
        return found;
    }
}
