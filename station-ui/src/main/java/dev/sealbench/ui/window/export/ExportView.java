package dev.sealbench.ui.window.export;

import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.parts.Sheet;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/// The export page in one language: the form, the progress, or the result. FX thread only.
final class ExportView {

    private final WindowText text;
    private final Actions actions;
    private final ExportForm form;
    private final ExportProgress progress;
    private final StackPane body = new StackPane();
    private final Node root;

    /// What a person can do here.
    interface Actions {

        void change(UnaryOperator<ExportDraft> by);

        void start();

        void cancel();

        void check();

        void open();

        /// Leaves the result for a new choice.
        void another();
    }

    ExportView(WindowText text, Actions actions) {
        this.text = text;
        this.actions = actions;
        this.form = new ExportForm(text, actions);
        this.progress = new ExportProgress(text, actions::cancel);
        root = Sheet.scroll(Nodes.column("sheet", Sheet.headline(text.get("export.title")), body));
    }

    Node node() {
        return root;
    }

    void show(ExportStation.Subjects subjects) {
        form.show(subjects);
    }

    void show(ExportDraft draft) {
        form.show(draft);
    }

    void show(ExportState state) {
        switch (state) {
            case ExportState.Choosing(var said) -> {
                form.show(said.map(each -> each.words(text)));
                present(form);
            }
            case ExportState.Running running -> {
                progress.show(running);
                present(progress);
            }
            case ExportState.Finished finished -> present(new ExportResult(text, actions, finished).node());
        }
    }

    private void present(Node node) {
        if (!body.getChildren().contains(node)) {
            body.getChildren().setAll(node);
        }
    }
}
