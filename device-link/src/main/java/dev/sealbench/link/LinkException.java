package dev.sealbench.link;

import java.time.Duration;

/// Why the link could not do what was asked. The message is a sentence for an operator.
public abstract sealed class LinkException extends Exception {

    private static final long serialVersionUID = 1L;

    private LinkException(String message, Throwable cause) {
        super(message, cause);
    }

    /// The port cannot be opened, or went away while it was open.
    public static final class PortUnavailable extends LinkException {

        private static final long serialVersionUID = 1L;

        private final Reason reason;
        private final transient PortAddress address;

        /// What is wrong with the port.
        public enum Reason {
            /// Nothing is there.
            ABSENT("there is nothing at %s: is the adapter plugged in, is the address right?"),
            /// More than one device is meant.
            AMBIGUOUS("more than one serial port answers to %s: add /0, /1, ... for a port of the adapter, or use"
                    + " its socket's address (\"ports\" shows all)"),
            /// Another program has it.
            BUSY("another program uses %s"),
            /// It was there and is no longer.
            GONE("%s went away: was the adapter pulled out?"),
            /// This user may not open it.
            DENIED("this user may not open %s"),
            /// It takes no more octets; it was closed for that.
            STUCK("%s takes no more data: the adapter hangs"),
            /// The station itself closed it.
            CLOSED("%s was closed by the station");

            private final String sentence;

            Reason(String sentence) {
                this.sentence = sentence;
            }
        }

        /// With the error of the operating system, or null, as cause.
        public PortUnavailable(Reason reason, PortAddress address, Throwable cause) {
            this(reason, address, "", cause);
        }

        /// With `detail` behind the sentence.
        public PortUnavailable(Reason reason, PortAddress address, String detail, Throwable cause) {
            super(reason.sentence.formatted(address) + detail, cause);
            this.reason = reason;
            this.address = address;
        }

        /// What is wrong.
        public Reason reason() {
            return reason;
        }

        /// Which port; null after serialisation.
        public PortAddress address() {
            return address;
        }
    }

    /// The port works, but nothing answered in time, repetitions included (PROTOCOL.md 3.1).
    public static final class ChargerSilent extends LinkException {

        private static final long serialVersionUID = 1L;

        private final RequestKind request;
        private final Duration waited;

        /// After `waited` in all.
        public ChargerSilent(RequestKind request, Duration waited) {
            super(
                    "the charger did not answer \"%s\" within %.1f s: has it power, is the cable right?"
                            .formatted(request, waited.toMillis() / 1000.0),
                    null);
            this.request = request;
            this.waited = waited;
        }

        /// What was asked.
        public RequestKind request() {
            return request;
        }

        /// How long in all.
        public Duration waited() {
            return waited;
        }
    }

    /// The charger understood and said no.
    public static final class ChargerRefused extends LinkException {

        private static final long serialVersionUID = 1L;

        private final Status status;
        private final Lifecycle lifecycle;
        private final RequestKind request;

        /// With the state that the charger says it is in.
        public ChargerRefused(Status status, Lifecycle lifecycle, RequestKind request) {
            super("the charger (%s) refused \"%s\": %s".formatted(lifecycle, request, status), null);
            this.status = status;
            this.lifecycle = lifecycle;
            this.request = request;
        }

        /// Why.
        public Status status() {
            return status;
        }

        /// In which state.
        public Lifecycle lifecycle() {
            return lifecycle;
        }

        /// What was asked.
        public RequestKind request() {
            return request;
        }
    }

    /// So much garbage arrives that no conversation is possible (PROTOCOL.md 8.2).
    public static final class LineUnusable extends LinkException {

        private static final long serialVersionUID = 1L;

        /// `reason` ends the sentence "the line cannot be used: ".
        public LineUnusable(String reason) {
            super("the line cannot be used: " + reason, null);
        }
    }

    /// What answered broke the protocol: it is no charger of ours, or not one this station understands.
    public static final class ChargerMisbehaved extends LinkException {

        private static final long serialVersionUID = 1L;

        /// `what` ends the sentence "the charger broke the protocol: ".
        public ChargerMisbehaved(String what) {
            super("the charger broke the protocol: " + what, null);
        }

        /// With the decoder's complaint as cause.
        public ChargerMisbehaved(String what, Throwable cause) {
            super("the charger broke the protocol: " + what, cause);
        }
    }
}
