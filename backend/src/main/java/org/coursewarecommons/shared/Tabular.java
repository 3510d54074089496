package org.coursewarecommons.shared;

/** A report that is a table, too: a door that produces JSON and {@code text/csv} answers with it, and Accept chooses. */
public interface Tabular {

    /** The media type of the table. */
    String CSV = "text/csv";

    /** The same figures, a row a line. */
    CsvTable table();
}
