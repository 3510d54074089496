package org.coursewarecommons.interop;

import java.util.Map;

/** A row of a manifest. @param number as a spreadsheet counts; @param cells by column, blank ones left out */
record ManifestRow(int number, Map<String, String> cells) {

    ManifestRow {
        cells = Map.copyOf(cells);
    }

    String externalKey() {
        return cells.getOrDefault(Columns.EXTERNAL_KEY, "").strip();
    }
}
