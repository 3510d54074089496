package wrongsamples;

import org.camunda.bpm.engine.RuntimeService;

/** Kept wrong on purpose: shows that the rule bites. */
public record CamundaOutsideWorkflow(RuntimeService engine) {}
