package dev.sealbench.link.tpm;

/// Why a TPM, or what speaks for it, is not accepted. The message is a sentence for an operator.
public abstract sealed class TpmFault extends Exception {

    private static final long serialVersionUID = 1L;

    private TpmFault(String message, Throwable cause) {
        super(message, cause);
    }

    /// The TPM answered with an error. Errors are not authenticated: a relay can make one up.
    public static final class Refused extends TpmFault {

        private static final long serialVersionUID = 1L;

        private final String command;
        private final int responseCode;

        /// `responseCode` is the whole TPM_RC, with format and parameter bits.
        public Refused(String command, int responseCode) {
            super("the TPM refused %s with 0x%03x".formatted(command, responseCode), null);
            this.command = command;
            this.responseCode = responseCode;
        }

        /// Name of the command, as in TPM 2.0 part 3.
        public String command() {
            return command;
        }

        /// The whole TPM_RC.
        public int responseCode() {
            return responseCode;
        }
    }

    /// A response is not authentic or not well-formed: it was changed on the way, or no TPM made it.
    public static final class Tampered extends TpmFault {

        private static final long serialVersionUID = 1L;

        /// `what` begins the sentence.
        public Tampered(String what) {
            super(what + ": it was changed on the way, or no genuine TPM made it", null);
        }

        /// With the parser's complaint as cause.
        public Tampered(String what, Throwable cause) {
            super(what + ": it was changed on the way, or no genuine TPM made it", cause);
        }
    }

    /// Authentic, but not what ORDER.md 4 asks for.
    public static final class Unsuitable extends TpmFault {

        private static final long serialVersionUID = 1L;

        /// `what` is the whole sentence.
        public Unsuitable(String what) {
            super(what, null);
        }
    }
}
