package org.coursewarecommons.interop;

import java.util.List;

/** All that is wrong with a row. */
class RowFaults extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<RowFault> faults;

    RowFaults(List<RowFault> faults) {
        super(faults.toString());
        this.faults = List.copyOf(faults);
    }

    RowFaults(String column, String code, Object... args) {
        this(List.of(RowFault.of(column, code, args)));
    }

    List<RowFault> faults() {
        return faults;
    }
}
