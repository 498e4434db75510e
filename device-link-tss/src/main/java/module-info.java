/// Microsoft's TSS.Java 1.0.0, its classes unchanged, without its test program and its Windows device.
module tss {
    requires org.bouncycastle.provider;

    exports tss;
    exports tss.tpm;
}
