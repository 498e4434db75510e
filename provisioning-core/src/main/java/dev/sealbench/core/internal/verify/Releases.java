package dev.sealbench.core.internal.verify;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sealbench.core.internal.document.DocumentException;
import dev.sealbench.core.internal.document.DocumentType;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.SignedOrder;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The firmware releases that the orders name: releases.jsonl. There are few.
///
/// Safe to share between threads once read.
final class Releases {

    static final String FILE = "releases.jsonl";

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_RELEASES = 10_000;
    private static final Set<String> TEXTS = Set.of("image", "version", "vid", "cid", "file", "sbom", "record");

    private final Map<String, Release> byImage = new HashMap<>();

    /// @param key of the customer's firmware that signed the record; empty when the station no longer had it
    private record Release(
            String image,
            String version,
            long securityCounter,
            String vid,
            String cid,
            String sbom,
            Optional<P256PublicKey> key) {}

    /// Adds one line.
    void add(String line) throws WrongExport {
        Release release;
        try {
            release = parse(JSON.readTree(line));
        } catch (JacksonException | IllegalArgumentException _) { // it comes from outside
            throw new WrongExport(FILE, "has a line that is not a release");
        }
        if (byImage.size() == MAX_RELEASES || byImage.put(release.image(), release) != null) {
            throw new WrongExport(FILE, "lists image %s twice, or too many".formatted(release.image()));
        }
    }

    int size() {
        return byImage.size();
    }

    /// How many have a record that could not be checked, because the key that signed it is not in the export.
    long unchecked() {
        return byImage.values().stream()
                .filter(release -> release.key().isEmpty())
                .count();
    }

    /// @throws WrongExport when the order names a release that is not listed or is another customer's
    void require(SignedOrder signed, String path) throws WrongExport {
        var order = signed.order();
        var release =
                byImage.get(HexFormat.of().formatHex(order.getFirmwareSha256().toByteArray()));
        if (release == null) {
            throw new WrongExport(path, "orders a firmware that is not in releases.jsonl");
        }
        boolean same = release.version().equals(order.getFirmwareVersion())
                && release.securityCounter() == Integer.toUnsignedLong(order.getSecurityCounter())
                && release.vid().equals(signed.customer().vid().toString())
                && release.cid().equals(signed.customer().cid().toString());
        if (!same) {
            throw new WrongExport(path, "orders firmware of another version or customer than releases.jsonl has");
        }
        if (release.key().isPresent()
                && signed.customer().keyPairs().stream()
                        .noneMatch(pair -> Arrays.equals(
                                pair.ecdsaSha256(), release.key().get().keyId()))) {
            throw new WrongExport(path, "orders firmware whose record is not signed with one of the customer's keys");
        }
    }

    private static Release parse(JsonNode line) throws JacksonException, WrongExport {
        if (!line.isObject() || !TEXTS.stream().allMatch(name -> line.path(name).isTextual())) {
            throw new IllegalArgumentException("not a release");
        }
        Optional<P256PublicKey> key = line.path("key").isTextual()
                ? Optional.of(P256PublicKey.ofSpki(
                        Base64.getDecoder().decode(line.get("key").textValue())))
                : Optional.empty();
        var release = new Release(
                line.get("image").textValue(),
                line.get("version").textValue(),
                line.path("securityCounter").longValue(),
                line.get("vid").textValue(),
                line.get("cid").textValue(),
                line.get("sbom").textValue(),
                key);
        requireRecord(release, line);
        return release;
    }

    private static void requireRecord(Release release, JsonNode line) throws WrongExport {
        try {
            var envelope = Envelopes.parse(
                    DocumentType.RELEASE,
                    Base64.getDecoder().decode(line.get("record").textValue()));
            var payload = release.key().isPresent()
                    ? Envelopes.open(
                            envelope, DocumentType.RELEASE, release.key().get())
                    : envelope.getPayload().toByteArray();
            var record = JSON.readTree(payload);
            boolean same = record.path("imageSha256").asText().equals(release.image())
                    && record.path("version").asText().equals(release.version())
                    && record.path("securityCounter").longValue() == release.securityCounter()
                    && record.path("vid").asText().equals(release.vid())
                    && record.path("cid").asText().equals(release.cid())
                    && record.path("fileSha256")
                            .asText()
                            .equals(line.get("file").textValue())
                    && record.path("sbomSha256").asText().equals(release.sbom());
            if (!same) {
                throw new WrongExport(
                        FILE, "says something else of image %s than its record".formatted(release.image()));
            }
        } catch (DocumentException e) {
            throw new WrongExport(FILE, "image %s: %s".formatted(release.image(), e.getMessage()));
        } catch (IOException _) {
            throw new WrongExport(FILE, "image %s: its record cannot be read".formatted(release.image()));
        }
    }
}
