package org.coursewarecommons.interop.metadata;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Under which address others know this deployment. */
@Component
public class PublicAddress {

    private final String configured;

    PublicAddress(@Value("${courseware.interop.address:}") String configured) {
        this.configured = configured.replaceAll("/+$", "");
    }

    /** Without a slash at the end: as configured, else as the present request has called it. */
    public String base() {
        return configured.isEmpty()
                ? ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString()
                : configured;
    }
}
