package dev.sealbench.core.internal.print;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrint;
import dev.sealbench.core.SerialNumber;
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
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;

/// Leaves labels as PDF in a folder, sealed, for a demonstration. Every code is read back from the rendered PDF.
public final class FolderPrinter implements LabelPrinter, LabelPrinter.Job {

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
        return this;
    }

    @Override
    public boolean provesItself() {
        return true;
    }

    @Override
    public void print(LabelPrint print, LabelLayout layout)
            throws LabelRefused, LabelUnreadable, PrintFailure, VaultException {
        var pdf = maker.pdf(layout);
        try {
            writeWhole(file(folder, print), vault.seal(context(print.serial(), print.kind(), print.copy()), pdf));
        } catch (IOException e) {
            throw new PrintFailure(PrintFailure.Outcome.NOT_WRITTEN, e.getMessage(), e);
        } finally {
            Arrays.fill(pdf, (byte) 0);
        }
    }

    @Override
    public void close() {
        // nothing is held
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

    private static void writeWhole(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
