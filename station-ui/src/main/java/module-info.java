/// The command line and the windows; decides nothing.
module dev.sealbench.ui {
    requires atlantafx.base;
    requires com.fasterxml.jackson.databind;
    requires dev.sealbench.core;
    requires info.picocli;
    requires javafx.controls;
    requires java.desktop;
    requires javafx.swing;
    requires jdk.unsupported; // Ctrl-C as something to react to
    requires org.kordamp.ikonli.core;
    requires org.kordamp.ikonli.javafx;
    requires org.kordamp.ikonli.material2;
    requires org.slf4j;

    opens dev.sealbench.ui.command to
            info.picocli;
}
