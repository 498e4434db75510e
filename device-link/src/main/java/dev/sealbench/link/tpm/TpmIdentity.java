package dev.sealbench.link.tpm;

import dev.sealbench.link.LinkException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tss.Tpm;
import tss.tpm.TPMS_PCR_SELECTION;
import tss.tpm.TPMS_SENSITIVE_CREATE;
import tss.tpm.TPMT_PUBLIC;
import tss.tpm.TPM_CAP;
import tss.tpm.TPM_HANDLE;

/// Who the TPM is and what state it is in.
final class TpmIdentity {

    // TPM_PT, TPM 2.0 part 2, 6.13
    private static final int MANUFACTURER = 0x105;
    private static final int VENDOR_STRING = 0x106;
    private static final int VENDOR_STRINGS = 4;
    private static final int FIRMWARE_VERSION_1 = 0x10b;
    private static final int FIRMWARE_VERSION_2 = 0x10c;
    private static final int PERMANENT = 0x200;
    private static final int HR_PERSISTENT_AVAIL = 0x209;
    private static final int LOCKOUT_COUNTER = 0x20e;
    private static final int MAX_AUTH_FAIL = 0x20f;
    private static final int LOCKOUT_INTERVAL = 0x210;
    private static final int LOCKOUT_RECOVERY = 0x211;

    private static final int PERSISTENT_FIRST = 0x81000000;
    private static final int NV_FIRST = 0x01000000;
    private static final int TRANSIENT_FIRST = 0x80000000;
    private static final int LOADED_SESSION_FIRST = 0x02000000;
    private static final int MAX_HANDLES = 64;

    /// Leaves room for the rest of the response in the 1 kB that chips take.
    private static final int NV_CHUNK_BYTES = 768;

    private static final int CERTIFICATE_BYTES = 4_096;

    private final SessionTpm tpm;
    private TPM_HANDLE ekHandle;

    TpmIdentity(SessionTpm tpm) {
        this.tpm = tpm;
    }

    TpmPublic createEk() throws LinkException, TpmFault {
        flushLeftovers();
        var made = TpmCommands.run(() -> tpm.CreatePrimary(
                AuthValues.permanent(TpmHandles.ENDORSEMENT),
                new TPMS_SENSITIVE_CREATE(new byte[0], new byte[0]),
                TPMT_PUBLIC.fromBytes(PublicAreas.ekTemplate()),
                new byte[0],
                new TPMS_PCR_SELECTION[0]));
        ekHandle = made.handle;
        return PublicAreas.ek(tpm.lastResponse("the endorsement key").sized(TpmObjects.PUBLIC_BYTES));
    }

    /// A run that was cut off leaves keys and sessions loaded, and there is room for three of each.
    private void flushLeftovers() throws LinkException, TpmFault {
        ekHandle = null;
        for (int kind : new int[] {TRANSIENT_FIRST, LOADED_SESSION_FIRST}) {
            for (int handle : handles(null, kind)) {
                TpmCommands.run(() -> tpm.FlushContext(TPM_HANDLE.from(handle)));
            }
        }
    }

    byte[] readEkCertificate() throws LinkException, TpmFault {
        var index = TPM_HANDLE.from(TpmHandles.EK_CERTIFICATE);
        int size = TpmCommands.run(() -> tpm.NV_ReadPublic(index)).nvPublic.dataSize;
        if (size > CERTIFICATE_BYTES) {
            throw new TpmFault.Unsuitable("the TPM's certificate index holds %d octets".formatted(size));
        }
        var content = ByteBuffer.allocate(size);
        while (content.hasRemaining()) {
            int offset = content.position();
            int count = Math.min(content.remaining(), NV_CHUNK_BYTES);
            byte[] chunk = TpmCommands.run(() -> tpm.NV_Read(index, index, count, offset));
            if (chunk.length != count) {
                throw new TpmFault.Tampered("the response to NV_Read is shorter than asked for");
            }
            content.put(chunk);
        }
        return Der.firstElement(content.array());
    }

    TpmState readState(TpmSessions sessions) throws LinkException, TpmFault {
        var fixed = properties(sessions, MANUFACTURER, FIRMWARE_VERSION_2);
        var variable = properties(sessions, PERMANENT, LOCKOUT_COUNTER);
        var vendor = new StringBuilder();
        for (int i = 0; i < VENDOR_STRINGS; i++) {
            vendor.append(text(fixed.getOrDefault(VENDOR_STRING + i, 0)));
        }
        long firmware = (long) value(fixed, FIRMWARE_VERSION_1) << Integer.SIZE
                | Integer.toUnsignedLong(value(fixed, FIRMWARE_VERSION_2));
        return new TpmState(
                sessions != null,
                text(value(fixed, MANUFACTURER)),
                vendor.toString(),
                firmware,
                value(variable, PERMANENT),
                value(variable, LOCKOUT_COUNTER),
                value(variable, HR_PERSISTENT_AVAIL),
                handles(sessions, PERSISTENT_FIRST),
                handles(sessions, NV_FIRST));
    }

    /// Tries, seconds per try, seconds after a wrong lockout auth.
    List<Integer> dictionaryAttack(TpmSessions sessions) throws LinkException, TpmFault {
        var values = properties(sessions, MAX_AUTH_FAIL, LOCKOUT_RECOVERY);
        return List.of(value(values, MAX_AUTH_FAIL), value(values, LOCKOUT_INTERVAL), value(values, LOCKOUT_RECOVERY));
    }

    int permanentFlags(TpmSessions sessions) throws LinkException, TpmFault {
        return value(properties(sessions, PERMANENT, PERMANENT), PERMANENT);
    }

    /// The loaded endorsement key; its new owner flushes it.
    TPM_HANDLE takeEkHandle() {
        if (ekHandle == null) {
            throw new IllegalStateException("createEk comes first");
        }
        var handle = ekHandle;
        ekHandle = null;
        return handle;
    }

    void close() throws LinkException, TpmFault {
        if (ekHandle != null) {
            var handle = takeEkHandle();
            TpmCommands.run(() -> tpm.FlushContext(handle));
        }
    }

    private Map<Integer, Integer> properties(TpmSessions sessions, int first, int last) throws LinkException, TpmFault {
        var capability = capability(sessions, TPM_CAP.TPM_PROPERTIES, first, last - first + 1);
        var values = new TreeMap<Integer, Integer>();
        for (int left = capability.u32(); left > 0; left--) {
            values.put(capability.u32(), capability.u32());
        }
        capability.end();
        return values;
    }

    private List<Integer> handles(TpmSessions sessions, int first) throws LinkException, TpmFault {
        var capability = capability(sessions, TPM_CAP.HANDLES, first, MAX_HANDLES);
        var handles = new ArrayList<Integer>();
        for (int left = capability.u32(); left > 0; left--) {
            handles.add(capability.u32());
        }
        capability.end();
        return List.copyOf(handles);
    }

    /// The list inside TPMS_CAPABILITY_DATA.
    private TpmReader capability(TpmSessions sessions, TPM_CAP capability, int first, int count)
            throws LinkException, TpmFault {
        TpmCommands.run(() -> audited(sessions).GetCapability(capability, first, count));
        var answer = tpm.lastResponse("the TPM's state");
        answer.u8(); // moreData: there may always be more properties than asked for
        answer.expect(capability.toInt(), answer.u32());
        return answer;
    }

    private Tpm audited(TpmSessions sessions) {
        return sessions == null ? tpm : tpm.auditedIn(sessions.first());
    }

    private static int value(Map<Integer, Integer> properties, int property) throws TpmFault {
        var value = properties.get(property);
        if (value == null) {
            throw new TpmFault.Unsuitable("the TPM does not tell its property 0x%x".formatted(property));
        }
        return value;
    }

    /// Four ASCII characters, zeros dropped, anything that cannot be shown as '?'.
    private static String text(int value) {
        return new String(Algorithms.u32(value), StandardCharsets.US_ASCII)
                .replace("\0", "")
                .replaceAll("[^\\x20-\\x7e]", "?");
    }
}
