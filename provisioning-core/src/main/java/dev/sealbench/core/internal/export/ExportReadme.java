package dev.sealbench.core.internal.export;

import java.nio.charset.StandardCharsets;

/// Tells whoever opens an export what is in it and how to check it with common tools.
final class ExportReadme {

    static final String NAME = "README.txt";

    private static final String TEXT = """
            Sealbench audit export
            ======================

            summary.pdf     read this first
            units.csv       one line per unit
            events.jsonl    one line per event; "leaf" is what the log hashes (base64)
            units/          the documents of the units, an archive for those whose serial numbers begin alike (tar xf):
                            a folder for each unit, with
              order-N       what the station signed: .dsse.json, the signed octets (.pae), the signature (.sig);
                            .measured.json says which board and boot ROM, .der is the device certificate
              receipt-N     what the charger's TPM signed: .body, .attest, signature (.sig), key (.ak.public, .ak.pem);
                            .lock.attest and .lock.sig certify the customer lock
            certificates/   issuers of the device certificates, the vendor's statement for the station
            releases.jsonl  the firmware that was ordered, with the digests of its SBOMs
            log/            the log's checkpoints and proofs
            manifest.json   size and SHA-256 of every other file
            manifest.sig    the station's signature over manifest.json

            Check all of it with the vendor root's public key from a source that you trust:

                sealbench audit verify . --trust trust.pem

            docs/audit-format.md of Sealbench says what that does, so that you need not trust it. By hand:

                openssl dgst -sha256 -verify station.pem -signature manifest.sig manifest.json
                tar xf units/CP4264710000.tar                                          (for example)
                openssl dgst -sha256 -verify station.pem -signature X.sig X.pae        (orders)
                openssl dgst -sha256 -verify X.ak.pem   -signature X.sig X.attest      (receipts)

            The attest's extraData is SHA-256("DSSEv1 36 application/vnd.sealbench.receipt.v1 N " and the N octets of .body).
            A text in units.csv that a spreadsheet would calculate has an apostrophe in front.
            There are no secrets in this folder.
            """;

    private ExportReadme() {}

    static byte[] text() {
        return TEXT.getBytes(StandardCharsets.UTF_8);
    }
}
