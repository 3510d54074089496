package org.coursewarecommons.inspection.worker;

import java.util.function.Supplier;
import org.coursewarecommons.inspection.InspectionState;

/**
 * A file of the corpus.
 *
 * @param label unique, harmless as a file's name
 * @param name under which it is deposited, which may be the trick itself
 * @param declaredType announced with it; empty for none
 * @param finding the code that must be told first; empty when nothing may be found at all
 */
public record Sample(
        String label, String name, String declaredType, InspectionState state, String finding, Supplier<byte[]> bytes) {

    static Sample failed(String label, String finding, Supplier<byte[]> bytes) {
        return new Sample(label, label, "", InspectionState.FAILED, finding, bytes);
    }

    static Sample quarantined(String label, String finding, Supplier<byte[]> bytes) {
        return new Sample(label, label, "", InspectionState.QUARANTINED, finding, bytes);
    }

    static Sample review(String label, String finding, Supplier<byte[]> bytes) {
        return new Sample(label, label, "", InspectionState.REVIEW, finding, bytes);
    }

    static Sample passed(String label, Supplier<byte[]> bytes) {
        return new Sample(label, label, "", InspectionState.PASSED, "", bytes);
    }

    Sample named(String other) {
        return new Sample(label, other, declaredType, state, finding, bytes);
    }

    Sample declared(String type) {
        return new Sample(label, name, type, state, finding, bytes);
    }

    @Override
    public String toString() {
        return label;
    }
}
