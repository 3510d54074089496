package org.coursewarecommons.interop;

import java.util.List;
import java.util.Map;
import org.coursewarecommons.shared.Fault;

/**
 * One broken rule of a row, as it is kept.
 *
 * @param column of the manifest; empty for the row as a whole
 * @param code its text is {@code fault.<code>}
 */
record RowFault(String column, String code, List<String> args) {

    RowFault {
        args = List.copyOf(args);
    }

    static RowFault of(String column, String code, Object... args) {
        return new RowFault(
                column, code, List.of(args).stream().map(String::valueOf).toList());
    }

    /** @param cells the row: the column that is nearest above what the fault points at is named */
    static RowFault of(Fault fault, Map<String, String> cells) {
        String path = fault.pointer().isEmpty() ? "" : fault.pointer().substring(1);
        String column = path;
        while (!cells.containsKey(column) && column.contains("/")) {
            column = column.substring(0, column.lastIndexOf('/'));
        }
        return new RowFault(
                cells.containsKey(column) ? column : path,
                fault.code(),
                fault.args().stream().map(String::valueOf).toList());
    }
}
