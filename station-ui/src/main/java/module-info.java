/// The command line and the windows; decides nothing.
module dev.sealbench.ui {
    requires atlantafx.base;
    requires com.fasterxml.jackson.databind;
    requires dev.sealbench.core;
    requires info.picocli;
    requires javafx.controls;
    requires javafx.swing;
    requires org.slf4j;

    opens dev.sealbench.ui.command to
            info.picocli;
}
