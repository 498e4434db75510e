/// Talks to one charger: frames, requests, the burn stream and TPM commands.
///
/// Knows no workflow, no books and no vault.
@SuppressWarnings("module") // the one reader of wire and tpm is built after this module
module dev.sealbench.link {
    requires com.fazecast.jSerialComm;
    requires com.google.protobuf;
    requires tss;

    exports dev.sealbench.link;
    exports dev.sealbench.link.wire to
            dev.sealbench.core;
    exports dev.sealbench.link.tpm to
            dev.sealbench.core;
}
