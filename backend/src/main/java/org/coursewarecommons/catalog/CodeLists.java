package org.coursewarecommons.catalog;

import java.util.Map;

/** What the code lists say beyond names. */
public interface CodeLists {

    /**
     * By code, in list order; empty for a list that doesn't exist.
     *
     * @param taxonomy as in {@code /taxonomies/{name}}
     * @return the properties of each code as the list's file names them; several values have bars between them
     */
    Map<String, Map<String, String>> properties(String taxonomy);
}
