package dev.sealbench.link.tpm;

import dev.sealbench.link.LinkException;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tss.ReqStructure;
import tss.RespStructure;
import tss.Tpm;
import tss.TpmBuffer;
import tss.tpm.TPM_CC;
import tss.tpm.TPM_HANDLE;

/// TSS.Java's commands with what TSS.Java leaves out: HMAC sessions, verified response HMACs, an encrypted first
/// parameter, strict parsing. Every command of [Tpm] goes through the one overridden method.
///
/// Not thread-safe. Faults travel as [Carried] through TSS.Java's methods, which declare none.
final class SessionTpm extends Tpm {

    // TPM_RC that are the station's to repeat (PROTOCOL.md 7.4)
    private static final int RETRY = 0x922;
    private static final int YIELDED = 0x908;
    private static final int TESTING = 0x90a;
    private static final int NV_RATE = 0x920;
    private static final int REPETITIONS = 250;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final int NO_SESSIONS = 0x8001;
    private static final int SESSIONS = 0x8002;
    private static final int MAX_BYTES = 1_024;

    private final TpmTransport transport;
    private final SecureRandom random;
    private Session[] sessions = {};
    private int extraAttributes;
    private byte[] responseParameters = {};
    private long commands;
    private long bytesOut;
    private long bytesIn;

    SessionTpm(TpmTransport transport, SecureRandom random) {
        this.transport = transport;
        this.random = random;
    }

    /// A fault on its way out of TSS.Java's methods; the cause is what matters.
    static final class Carried extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Carried(Exception fault) {
            super(fault);
        }
    }

    /// The next command is authorised in these sessions, in the order of its handles. Whatever can fail is computed
    /// before this is called, or the sessions would wait for a command that was not meant.
    Tpm in(Session... inSessions) {
        sessions = inSessions;
        return this;
    }

    /// As [#in], and the first parameter travels encrypted.
    Tpm encryptedIn(Session session) {
        extraAttributes = Session.DECRYPT;
        return in(session);
    }

    /// The next command authorises nothing; its response is authenticated all the same.
    Tpm auditedIn(Session session) {
        extraAttributes = Session.AUDIT;
        return in(session);
    }

    /// The parameters of the last response, octet by octet as the TPM marshalled them.
    TpmReader lastResponse(String what) {
        return new TpmReader(responseParameters, what);
    }

    TpmTraffic traffic() {
        return new TpmTraffic(commands, bytesOut, bytesIn);
    }

    @Override
    protected void DispatchCommand(TPM_CC code, ReqStructure request, RespStructure response) {
        var command = new AuthorisedCommand(code.toInt(), request, sessions, Session.CONTINUE | extraAttributes);
        sessions = new Session[0];
        extraAttributes = 0;
        var what = "the response to " + nameOf(code);
        try {
            byte[] octets = exchange(code, command.marshal(random));
            var answer = command.verify(octets, response != null && response.numHandles() > 0, what);
            responseParameters = answer.parameters();
            parse(response, answer, what);
        } catch (LinkException | TpmFault e) {
            throw new Carried(e);
        } finally {
            command.wipe();
        }
    }

    private static void parse(RespStructure response, AuthorisedCommand.Answer answer, String what) throws TpmFault {
        if (response == null) {
            new TpmReader(answer.parameters(), what).end();
            return;
        }
        if (response.numHandles() > 0) {
            response.setHandle(TPM_HANDLE.from(answer.handle()));
        }
        var buffer = new TpmBuffer(answer.parameters());
        try {
            response.initFromTpm(buffer);
        } catch (RuntimeException e) {
            // TSS.Java's parsers throw whatever comes to hand on octets they do not expect
            throw new TpmFault.Tampered(what + " is malformed", e);
        }
        // reading past the end yields zeros there, silently
        if (!buffer.isOk() || buffer.curPos() != answer.parameters().length) {
            throw new TpmFault.Tampered(what + " is malformed");
        }
    }

    private byte[] exchange(TPM_CC code, byte[] command) throws LinkException, TpmFault {
        if (command.length > MAX_BYTES) {
            throw new IllegalArgumentException("%s of %d octets".formatted(code, command.length));
        }
        for (int repetition = 0; ; repetition++) {
            commands++;
            bytesOut += command.length;
            byte[] answer = transport.exchange(command);
            bytesIn += answer.length;
            int result = resultOf(code, answer);
            if (result == 0) {
                return answer;
            }
            if (repetition == REPETITIONS || !repeatable(result)) {
                throw new TpmFault.Refused(nameOf(code), result);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /// TSS.Java puts its constants' names in braces.
    private static String nameOf(TPM_CC code) {
        return code.toString().replaceAll("[{}]", "");
    }

    private static boolean repeatable(int result) {
        return result == RETRY || result == YIELDED || result == TESTING || result == NV_RATE;
    }

    private static int resultOf(TPM_CC code, byte[] answer) throws TpmFault {
        var header = new TpmReader(answer, "the response to " + nameOf(code));
        int tag = header.u16();
        if (answer.length > MAX_BYTES || tag != NO_SESSIONS && tag != SESSIONS) {
            throw header.malformed();
        }
        header.expect(answer.length, header.u32());
        return header.u32();
    }
}
