package dev.sealbench.core.internal.document;

import dev.sealbench.core.internal.document.DocumentException.Reason;
import java.time.DateTimeException;
import java.time.LocalDate;

/// The days on which a statement holds, both included. The charger has no clock and ignores them; the books do not.
public record Validity(LocalDate notBefore, LocalDate notAfter) {

    public Validity {
        if (notAfter.isBefore(notBefore)) {
            throw new IllegalArgumentException("ends on " + notAfter + ", before it begins on " + notBefore);
        }
    }

    /// Parses two dates YYYY-MM-DD.
    ///
    /// @throws IllegalArgumentException if they are not two days in order
    public static Validity parse(String notBefore, String notAfter) {
        try {
            return new Validity(LocalDate.parse(notBefore), LocalDate.parse(notAfter));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("its dates are not two days YYYY-MM-DD", e);
        }
    }

    /// @throws DocumentException with NOT_YET_VALID or EXPIRED when `today` is outside
    public void requireHolds(LocalDate today, DocumentType statement, String what) throws DocumentException {
        if (today.isBefore(notBefore)) {
            throw new DocumentException(statement, Reason.NOT_YET_VALID, what + " holds from " + notBefore + " only");
        }
        if (today.isAfter(notAfter)) {
            throw new DocumentException(statement, Reason.EXPIRED, what + " ended on " + notAfter);
        }
    }
}
