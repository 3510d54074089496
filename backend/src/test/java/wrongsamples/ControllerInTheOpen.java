package wrongsamples;

import org.springframework.web.bind.annotation.RestController;

/** Kept wrong on purpose: shows that the rule bites. Never scanned: it lies outside the application. */
@RestController
public class ControllerInTheOpen {}
