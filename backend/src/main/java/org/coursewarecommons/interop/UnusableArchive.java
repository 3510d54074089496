package org.coursewarecommons.interop;

/** The zip or its manifest can't be worked with at all. */
class UnusableArchive extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient RowFault fault;

    UnusableArchive(String code, Object... args) {
        super(code);
        this.fault = RowFault.of("", code, args);
    }

    RowFault fault() {
        return fault;
    }
}
