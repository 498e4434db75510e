package dev.sealbench.ui.window.quality;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.util.Callback;

/// What a chart shows, as numbers that can be sorted and walked through with the keyboard. FX thread only.
final class NumberTable {

    private static final double ROW = 44;
    private static final double MOST_ROWS = 8;

    private NumberTable() {}

    /// @param what heading of the first column
    static TableView<Bar> of(QualityText text, String what, List<Bar> bars, String spoken) {
        var name = new TableColumn<Bar, String>(what);
        name.setCellValueFactory(
                bar -> new ReadOnlyObjectWrapper<>(bar.getValue().spoken()));
        name.setSortable(false);
        var units = new TableColumn<Bar, Long>(text.get("table.units"));
        units.setCellValueFactory(
                bar -> new ReadOnlyObjectWrapper<>(bar.getValue().value()));
        units.setCellFactory(number(text));
        var table = new TableView<>(FXCollections.observableArrayList(bars));
        table.getColumns().setAll(List.of(name, units));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setFixedCellSize(ROW);
        table.setPrefHeight(ROW * (1.5 + Math.min(MOST_ROWS, bars.size())));
        table.setAccessibleText(spoken);
        table.getStyleClass().add("numbers");
        return table;
    }

    private static Callback<TableColumn<Bar, Long>, TableCell<Bar, Long>> number(QualityText text) {
        return _ -> new TableCell<>() {
            @Override
            protected void updateItem(Long value, boolean empty) {
                super.updateItem(value, empty);
                setText(empty ? null : text.number(value));
            }
        };
    }
}
