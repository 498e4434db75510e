/// Takes one charger from scan to label and keeps the books about it.
module dev.sealbench.core {
    requires com.fasterxml.jackson.databind;
    requires com.github.librepdf.pdfFontsExtra; // the typefaces, nothing else of it
    requires com.google.protobuf;
    requires com.google.zxing;
    requires com.h2database;
    requires com.zaxxer.hikari;
    requires de.siegmar.fastcsv;
    requires dev.sealbench.link;
    requires dev.sealbench.vault;
    requires flyway.core;
    requires io.leangen.geantyref;
    requires java.desktop;
    requires java.naming;
    requires java.sql;
    requires okapibarcode;
    requires org.apache.commons.logging; // fontbox needs it, but as an automatic module cannot say so
    requires org.apache.fontbox;
    requires org.apache.pdfbox;
    requires org.apache.pdfbox.io;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.jdbi.v3.core;
    requires org.slf4j;

    exports dev.sealbench.core;
    exports dev.sealbench.core.release;
    exports dev.sealbench.core.internal.books to
            com.h2database; // for its trigger class alone

    opens dev.sealbench.core to
            com.fasterxml.jackson.databind;
    opens dev.sealbench.core.internal.label to
            com.fasterxml.jackson.databind; // its template
    opens dev.sealbench.core.release to
            com.fasterxml.jackson.databind;
}
