package dev.sealbench.core.internal.print;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrint;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.internal.files.DurableFiles;
import dev.sealbench.core.internal.label.LabelLayout;
import dev.sealbench.core.internal.label.LabelMaker;
import dev.sealbench.core.internal.label.LabelRefused;
import dev.sealbench.core.internal.label.LabelUnreadable;
import dev.sealbench.vault.RecordContext;
import dev.sealbench.vault.Vault;
import dev.sealbench.vault.VaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/// Leaves labels as PDF in a folder, sealed, for a demonstration. Every code is read back from the rendered PDF.
public final class FolderPrinter implements LabelPrinter {

    private final Path folder;
    private final LabelMaker maker;
    private final Vault vault;

    /// @param vault seals the files
    public FolderPrinter(Path folder, LabelMaker maker, Vault vault) {
        this.folder = folder;
        this.maker = maker;
        this.vault = vault;
    }

    @Override
    public Job ready() {
        return new FolderJob();
    }

    @Override
    public boolean provesItself() {
        return true;
    }

    /// What a sealed label file is bound to.
    public static RecordContext context(SerialNumber serial, LabelKind kind, int copy) {
        return new RecordContext("label %s %s %d".formatted(serial, kind, copy).getBytes(StandardCharsets.UTF_8));
    }

    /// Where the file of a print lies.
    public static Path file(Path folder, LabelPrint print) {
        return folder.resolve("%s-%s-%d.pdf.sealed"
                .formatted(print.serial(), print.kind().name().toLowerCase(Locale.ROOT), print.copy()));
    }

    private final class FolderJob implements Job {

        private byte[] pdf = {};

        @Override
        public void prepare(LabelLayout layout) throws LabelRefused, LabelUnreadable {
            pdf = maker.pdf(layout);
        }

        @Override
        public void print(LabelPrint print) throws PrintFailure, VaultException {
            try {
                Files.createDirectories(folder);
                DurableFiles.replace(
                        file(folder, print), vault.seal(context(print.serial(), print.kind(), print.copy()), pdf));
            } catch (IOException e) {
                throw new PrintFailure(PrintFailure.Outcome.NOT_WRITTEN, e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            Arrays.fill(pdf, (byte) 0);
        }
    }
}
