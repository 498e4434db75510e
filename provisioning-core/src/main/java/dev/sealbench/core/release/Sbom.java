package dev.sealbench.core.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sealbench.core.internal.document.Sha256;
import dev.sealbench.core.internal.document.Uuid5;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;

/// The bill of materials of one firmware release, CycloneDX 1.6 JSON.
///
/// The same input gives the same octets: the image carries their digest.
public final class Sbom {

    /// Longest file that is read, in octets.
    public static final int MAX_SIZE_BYTES = 4 * 1024 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Sbom() {}

    /// The CycloneDX file of the application `name` with `body` as its code.
    public static byte[] write(
            String name, ImageVersion version, byte[] body, List<SbomComponent> components, Instant builtAt) {
        var applicationRef = "pkg:generic/" + name + "@" + version;
        var root = JSON.createObjectNode();
        root.put("bomFormat", "CycloneDX");
        root.put("specVersion", "1.6");
        root.put("serialNumber", "urn:uuid:" + Uuid5.of(Uuid5.DNS_NAMESPACE, applicationRef + hex(Sha256.of(body))));
        root.put("version", 1);
        var metadata = root.putObject("metadata");
        metadata.put("timestamp", builtAt.truncatedTo(ChronoUnit.SECONDS).toString());
        var application = metadata.putObject("component");
        application.put("type", "firmware").put("bom-ref", applicationRef);
        application.put("name", name).put("version", version.toString());
        putHash(application, Sha256.of(body));
        var list = root.putArray("components");
        components.forEach(component -> putComponent(list.addObject(), component));
        var dependencies = root.putArray("dependencies");
        var dependsOn = dependencies.addObject().put("ref", applicationRef).putArray("dependsOn");
        components.forEach(component -> dependsOn.add(component.purl()));
        components.forEach(component -> dependencies.addObject().put("ref", component.purl()));
        return serialise(root);
    }

    /// Refuses what is not a CycloneDX 1.6 file about firmware of this version.
    ///
    /// @throws ReleaseRefusedException SBOM
    static void requireDescribes(byte[] sbom, ImageVersion version) throws ReleaseRefusedException {
        JsonNode root;
        try {
            root = JSON.readTree(sbom);
        } catch (IOException e) {
            throw new ReleaseRefusedException(ReleaseRefusal.SBOM, "the SBOM is not JSON", e);
        }
        if (!root.path("bomFormat").asText().equals("CycloneDX")
                || !root.path("specVersion").asText().equals("1.6")) {
            throw new ReleaseRefusedException(ReleaseRefusal.SBOM, "the SBOM is not CycloneDX 1.6");
        }
        var stated = root.path("metadata").path("component").path("version").asText();
        if (!stated.equals(version.toString())) {
            throw new ReleaseRefusedException(ReleaseRefusal.SBOM, "the SBOM is not about version " + version);
        }
    }

    private static void putComponent(ObjectNode node, SbomComponent component) {
        node.put("type", "library").put("bom-ref", component.purl());
        node.put("name", component.name()).put("version", component.version());
        if (component.sha256().length != 0) {
            putHash(node, component.sha256());
        }
        node.putArray("licenses").addObject().put("expression", component.licence());
        node.put("purl", component.purl());
    }

    private static void putHash(ObjectNode node, byte[] sha256) {
        node.putArray("hashes").addObject().put("alg", "SHA-256").put("content", hex(sha256));
    }

    private static byte[] serialise(ObjectNode root) {
        try {
            return (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings is JSON", e);
        }
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }
}
