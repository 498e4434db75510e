package dev.sealbench.link.tpm;

import java.security.SecureRandom;
import tss.ReqStructure;
import tss.tpm.TPM2_HierarchyChangeAuth_REQUEST;
import tss.tpm.TPM_HANDLE;

/// One command on its way: handles, authorisation area, parameters; and the check of what comes back (TPM 2.0 part 1,
/// 18 and 19). Used once.
final class AuthorisedCommand {

    private static final int NO_SESSIONS = 0x8001;
    private static final int SESSIONS = 0x8002;
    private static final int HEADER_BYTES = 10;
    private static final int MAX_BYTES = 1_024;

    private final int code;
    private final TPM_HANDLE[] handles;
    private final byte[][] authValues;
    private final byte[] newAuth;
    private final byte[] parameters;
    private final Session[] sessions;
    private final int attributes;

    /// `sessions` authorise the first handles in order, or, when the command authorises nothing, audit. Handles beyond
    /// them that need an authorisation get the empty password.
    AuthorisedCommand(int code, ReqStructure request, Session[] sessions, int attributes) {
        this.code = code;
        this.handles = request.getHandles() == null ? new TPM_HANDLE[0] : request.getHandles();
        this.parameters = request.toBytes();
        this.sessions = sessions;
        this.attributes = attributes;
        this.authValues = new byte[request.numAuthHandles()][];
        for (int i = 0; i < authValues.length; i++) {
            authValues[i] = AuthValues.stripped(handles[i].AuthValue);
        }
        // the answer to a change of auth is keyed with the new one (part 1, 19.6.17)
        this.newAuth =
                request instanceof TPM2_HierarchyChangeAuth_REQUEST change ? AuthValues.stripped(change.newAuth) : null;
    }

    byte[] marshal(SecureRandom random) {
        for (var session : sessions) {
            session.renew(random);
        }
        if ((attributes & Session.DECRYPT) != 0) {
            sessions[0].encryptFirst(parameters, authValueOf(0));
        }
        var body = new TpmWriter().u32(code);
        for (var handle : handles) {
            body.u32(handle.handle);
        }
        if (hasSessions()) {
            body.bytes(authorisationArea());
        }
        byte[] octets = body.bytes(parameters).done();
        return new TpmWriter()
                .u16(hasSessions() ? SESSIONS : NO_SESSIONS)
                .u32(octets.length + Short.BYTES + Integer.BYTES)
                .bytes(octets)
                .done();
    }

    /// Reads `answer`, a success, which has a handle if `withHandle`; every session's HMAC is verified.
    Answer verify(byte[] answer, boolean withHandle, String what) throws TpmFault {
        var reader = new TpmReader(answer, what);
        reader.bytes(HEADER_BYTES);
        int handle = withHandle ? reader.u32() : 0;
        if (!hasSessions()) {
            return new Answer(handle, reader.rest());
        }
        int size = reader.u32();
        if (size > MAX_BYTES) {
            throw reader.malformed();
        }
        byte[] responseParameters = reader.bytes(size);
        byte[] rpHash = Algorithms.sha256(Algorithms.u32(0), Algorithms.u32(code), responseParameters);
        for (int i = 0; i < authorisations(); i++) {
            var response = Session.AuthResponse.read(reader);
            if (i < sessions.length && !sessions[i].accepts(response, rpHash, responseAuthOf(i))) {
                throw new TpmFault.Tampered(what + " is not authentic");
            }
        }
        reader.end();
        return new Answer(handle, responseParameters);
    }

    /// What came back.
    ///
    /// @param handle of the response, else 0; not covered by any HMAC
    /// @param parameters as the TPM marshalled them
    record Answer(int handle, byte[] parameters) {}

    void wipe() {
        Algorithms.wipe(authValues);
        if (newAuth != null) {
            Algorithms.wipe(newAuth);
        }
    }

    private boolean hasSessions() {
        return authorisations() > 0;
    }

    private int authorisations() {
        return Math.max(authValues.length, sessions.length);
    }

    private byte[] authorisationArea() {
        byte[] cpHash = cpHash();
        var area = new TpmWriter();
        for (int i = 0; i < authorisations(); i++) {
            if (i < sessions.length) {
                area.bytes(sessions[i].authorise(cpHash, authValueOf(i), attributesOf(i)));
            } else {
                area.bytes(emptyPassword(i));
            }
        }
        byte[] octets = area.done();
        return new TpmWriter().u32(octets.length).bytes(octets).done();
    }

    private byte[] emptyPassword(int i) {
        if (authValues[i].length > 0) {
            throw new IllegalStateException("an authValue would travel in clear");
        }
        return new TpmWriter()
                .u32(TpmHandles.PASSWORD)
                .u16(0)
                .u8(Session.CONTINUE)
                .u16(0)
                .done();
    }

    private byte[] cpHash() {
        var names = new TpmWriter();
        for (var handle : handles) {
            names.bytes(nameOf(handle));
        }
        return Algorithms.sha256(Algorithms.u32(code), names.done(), parameters);
    }

    /// TSS.Java's own getName fails for objects (arithmetic shift) and knows no indices.
    private byte[] nameOf(TPM_HANDLE handle) {
        boolean namedByItself = switch (handle.handle >>> 24) {
            case 0x00, 0x02, 0x03, 0x40 -> true;
            default -> false;
        };
        if (namedByItself || sessions.length == 0) {
            return Algorithms.u32(handle.handle);
        }
        if (handle.Name == null) {
            throw new IllegalStateException("Name of 0x%08x is not set".formatted(handle.handle));
        }
        return handle.Name;
    }

    private byte[] authValueOf(int i) {
        return i < authValues.length ? authValues[i] : new byte[0];
    }

    private byte[] responseAuthOf(int i) {
        return i == 0 && newAuth != null ? newAuth : authValueOf(i);
    }

    /// Encryption and audit are the first session's business.
    private int attributesOf(int i) {
        return i == 0 ? attributes : Session.CONTINUE;
    }
}
