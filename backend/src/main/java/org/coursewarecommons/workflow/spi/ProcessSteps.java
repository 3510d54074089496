package org.coursewarecommons.workflow.spi;

/**
 * Marks a bean whose public methods a process model may call. Every expression of every deployed model must resolve to
 * such a bean; the application doesn't start otherwise. The class is public, because the engine calls it by reflection.
 */
public interface ProcessSteps {

    /** Key of the process that the steps belong to. */
    String processKey();
}
