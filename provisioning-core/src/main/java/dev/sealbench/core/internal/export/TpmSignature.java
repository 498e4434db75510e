package dev.sealbench.core.internal.export;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.util.BigIntegers;

/// Turns a TPM's ECDSA signature into the form that everybody else reads, and back.
///
/// Stateless.
public final class TpmSignature {

    /// TPM 2.0 Library, part 2, 6.3: TPM_ALG_ECDSA and TPM_ALG_SHA256.
    private static final short ALG_ECDSA = 0x0018;

    private static final short ALG_SHA256 = 0x000b;
    private static final int MAX_INTEGER_BYTES = 32;

    private TpmSignature() {}

    /// DER (SEC 1, C.5) of a TPMT_SIGNATURE (part 2, 11.3.4), or nothing if it is not ECDSA with SHA-256 on
    /// a 256-bit curve or has trailing octets.
    static Optional<byte[]> toDer(byte[] tpmtSignature) throws IOException {
        var in = ByteBuffer.wrap(tpmtSignature);
        try {
            if (in.getShort() != ALG_ECDSA || in.getShort() != ALG_SHA256) {
                return Optional.empty();
            }
            var r = integer(in);
            var s = integer(in);
            if (r.isEmpty() || s.isEmpty() || in.hasRemaining()) {
                return Optional.empty();
            }
            return Optional.of(new DERSequence(new ASN1Integer[] {new ASN1Integer(r.get()), new ASN1Integer(s.get())})
                    .getEncoded());
        } catch (BufferUnderflowException _) { // shorter than it says
            return Optional.empty();
        }
    }

    /// The TPMT_SIGNATURE of what [#toDer] made, or nothing if that is not two numbers of at most 256 bits, in DER.
    public static Optional<byte[]> ofDer(byte[] der) {
        try {
            var numbers = ASN1Sequence.getInstance(der);
            if (numbers.size() != 2 || !Arrays.equals(numbers.getEncoded("DER"), der)) {
                return Optional.empty();
            }
            var out = ByteBuffer.allocate(2 * Short.BYTES + 2 * (Short.BYTES + MAX_INTEGER_BYTES));
            out.putShort(ALG_ECDSA).putShort(ALG_SHA256);
            for (int at = 0; at < 2; at++) {
                var number = ASN1Integer.getInstance(numbers.getObjectAt(at)).getValue();
                if (number.signum() <= 0) {
                    return Optional.empty();
                }
                out.putShort((short) MAX_INTEGER_BYTES).put(BigIntegers.asUnsignedByteArray(MAX_INTEGER_BYTES, number));
            }
            return Optional.of(out.array());
        } catch (IOException | IllegalArgumentException _) { // not DER, negative, or too long
            return Optional.empty();
        }
    }

    private static Optional<BigInteger> integer(ByteBuffer in) {
        int size = in.getShort();
        if (size < 1 || size > MAX_INTEGER_BYTES) {
            return Optional.empty();
        }
        var magnitude = new byte[size];
        in.get(magnitude);
        return Optional.of(new BigInteger(1, magnitude));
    }
}
