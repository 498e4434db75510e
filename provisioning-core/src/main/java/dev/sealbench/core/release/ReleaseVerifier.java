package dev.sealbench.core.release;

import dev.sealbench.core.internal.document.CustomerIdentity;
import dev.sealbench.core.internal.document.DocumentException;
import dev.sealbench.core.internal.document.DocumentType;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.Sha256;
import dev.sealbench.core.internal.document.Statements;
import dev.sealbench.core.internal.trust.VendorRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.Consumer;

/// Decides whether a station takes a release for a customer: at import, and again before every burn.
///
/// Immutable; as safe to share between threads as the clock.
public final class ReleaseVerifier {

    private final P256PublicKey vendorRoot;
    private final Clock clock;

    /// @param vendorRootSpki the vendor root's SubjectPublicKeyInfo, 91 octets
    /// @param clock decides whether a statement holds today, in its own zone
    /// @throws IllegalArgumentException if `vendorRootSpki` is no P-256 key
    public ReleaseVerifier(byte[] vendorRootSpki, Clock clock) {
        this.vendorRoot = P256PublicKey.ofSpki(vendorRootSpki);
        this.clock = clock;
    }

    /// A verifier under the vendor root whose public key is in a PEM file.
    ///
    /// @throws IOException if it cannot be read or is no P-256 key
    public static ReleaseVerifier withVendorRoot(Path pem, Clock clock) throws IOException {
        return new ReleaseVerifier(VendorRoot.read(pem).publicKey().spki(), clock);
    }

    /// The release's image, when all three files are good and belong together and to the customer.
    ///
    /// @param customerStatement a serialised envelope
    public FirmwareImage verify(Release release, byte[] customerStatement) throws ReleaseRefusedException {
        return verify(release, customerStatement, _ -> {});
    }

    /// The same.
    ///
    /// @param passed told of each check as it passes, on this thread; [ReleaseCheck#FILES] is the reader's
    public FirmwareImage verify(Release release, byte[] customerStatement, Consumer<ReleaseCheck> passed)
            throws ReleaseRefusedException {
        var customer = customer(customerStatement);
        passed.accept(ReleaseCheck.STATEMENT);
        var image = verify(release.image(), customer);
        passed.accept(ReleaseCheck.IMAGE);
        if (!Arrays.equals(Sha256.of(release.sbom()), image.identity().sbomSha256())) {
            throw new ReleaseRefusedException(ReleaseRefusal.SBOM, "the image names another SBOM");
        }
        Sbom.requireDescribes(release.sbom(), image.version());
        passed.accept(ReleaseCheck.SBOM);
        requireRecord(release, image);
        passed.accept(ReleaseCheck.RECORD);
        return image;
    }

    /// An image alone, without SBOM and record: would a charger of this customer accept it in an order?
    ///
    /// @param customerStatement a serialised envelope
    public FirmwareImage verify(byte[] image, byte[] customerStatement) throws ReleaseRefusedException {
        return verify(image, customer(customerStatement));
    }

    private static FirmwareImage verify(byte[] image, CustomerIdentity customer) throws ReleaseRefusedException {
        try {
            // an order's floor is the image's own counter, ORDER.md 4.6 e
            long floor = ImageReader.read(image).securityCounter();
            return ImageVerdict.accept(
                    image, new UnitPolicy(customer.vid(), customer.cid(), customer.keyPairs(), floor));
        } catch (ImageRefusedException e) {
            throw new ReleaseRefusedException(e);
        }
    }

    private CustomerIdentity customer(byte[] statement) throws ReleaseRefusedException {
        try {
            return Statements.verifyCustomer(
                    Envelopes.parse(DocumentType.CUSTOMER_STATEMENT, statement), vendorRoot, LocalDate.now(clock));
        } catch (DocumentException e) {
            var refusal = switch (e.reason()) {
                case EXPIRED, NOT_YET_VALID -> ReleaseRefusal.STATEMENT_DATES;
                case MALFORMED, WRONG_TYPE, BAD_SIGNATURE, BAD_FIELD, TOO_LONG -> ReleaseRefusal.STATEMENT;
            };
            throw new ReleaseRefusedException(refusal, e.getMessage(), e);
        }
    }

    private static void requireRecord(Release release, FirmwareImage image) throws ReleaseRefusedException {
        var signer = P256PublicKey.ofSpki(image.signatures().ecdsaPublicKey());
        try {
            var payload = Envelopes.open(
                    Envelopes.parse(DocumentType.RELEASE, release.record()), DocumentType.RELEASE, signer);
            var expected = ReleaseRecord.of(image, release.image(), release.sbom());
            if (!expected.equals(ReleaseRecord.parse(payload))) {
                throw new ReleaseRefusedException(
                        ReleaseRefusal.RECORD, "the release record says something else than image and SBOM");
            }
        } catch (DocumentException e) {
            throw new ReleaseRefusedException(ReleaseRefusal.RECORD, "release record: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ReleaseRefusedException(ReleaseRefusal.RECORD, "the release record cannot be read", e);
        }
    }
}
