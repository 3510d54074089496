package org.coursewarecommons.storage;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What the district allows. */
@ConfigurationProperties("courseware.storage")
record StorageProperties(@DefaultValue Quota quota) {

    /**
     * How much may be deposited.
     *
     * @param personBytes by one person; 20 GiB unless set
     * @param schoolBytes by all persons of one school; 500 GiB unless set
     */
    record Quota(@DefaultValue("21474836480") long personBytes, @DefaultValue("536870912000") long schoolBytes) {}
}
