package dev.sealbench.link.tpm;

import java.util.SortedMap;
import java.util.SortedSet;

/// A TPMS_ATTEST, parsed strictly (TPM 2.0 part 2, 10.12.8): what a TPM says under an attestation key's signature.
///
/// Parsing proves nothing: check the signature first ([AttestSignature]). Immutable but for the arrays, which belong
/// to the receiver.
public sealed interface Attest {

    /// What every attest begins with.
    ///
    /// @param qualifiedSigner qualified Name of the signing key
    /// @param extraData the qualifying data that the command was given
    /// @param clock time and restarts
    /// @param firmwareVersion of the TPM
    record Header(byte[] qualifiedSigner, byte[] extraData, Clock clock, long firmwareVersion) {}

    /// TPMS_CLOCK_INFO.
    ///
    /// @param millis the TPM has been powered
    /// @param resetCount power-on resets
    /// @param restartCount resumes
    /// @param safe whether the clock can not have run backwards
    record Clock(long millis, int resetCount, int restartCount, boolean safe) {}

    /// What stands at the start.
    Header header();

    /// By TPM2_Quote.
    ///
    /// @param header as in every attest
    /// @param pcrs of the SHA-256 bank
    /// @param pcrDigest SHA-256 of their values in ascending order
    record Quote(Header header, SortedSet<Integer> pcrs, byte[] pcrDigest) implements Attest {

        /// True when exactly these PCRs held these values, 32 octets each.
        public boolean shows(SortedMap<Integer, byte[]> values) {
            return pcrs.equals(values.keySet())
                    && java.security.MessageDigest.isEqual(pcrDigest, PcrSelections.digest(values));
        }
    }

    /// By TPM2_Certify.
    ///
    /// @param header as in every attest
    /// @param name of the object that was loaded
    /// @param qualifiedName of it
    record ObjectCertification(Header header, byte[] name, byte[] qualifiedName) implements Attest {}

    /// By TPM2_NV_Certify.
    ///
    /// @param header as in every attest
    /// @param indexName of the index, its state included
    /// @param offset where `contents` begin
    /// @param contents what the index held
    record NvCertification(Header header, byte[] indexName, int offset, byte[] contents) implements Attest {}

    /// Parses `octets`.
    ///
    /// @throws TpmFault when anything is missing, too long, of another kind, or follows
    static Attest parse(byte[] octets) throws TpmFault {
        return AttestParser.parse(octets);
    }
}
