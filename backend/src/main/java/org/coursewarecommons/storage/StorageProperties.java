package org.coursewarecommons.storage;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the district allows.
 *
 * @param streamFrom bytes from which a file of a form is sent to the store while it arrives; 8 MiB unless set
 */
@ConfigurationProperties("courseware.storage")
record StorageProperties(
        @DefaultValue Quota quota,
        @DefaultValue Fixity fixity,
        @DefaultValue Orphans orphans,
        @DefaultValue("8388608") long streamFrom) {

    /**
     * How objects that nobody knows are swept.
     *
     * @param grace age below which they are left alone, since somebody may be about to know them; 2 days unless set
     */
    record Orphans(@DefaultValue("2d") Duration grace) {}

    /**
     * How much may be deposited.
     *
     * @param personBytes by one person; 20 GiB unless set
     * @param schoolBytes by all persons of one school; 500 GiB unless set
     */
    record Quota(@DefaultValue("21474836480") long personBytes, @DefaultValue("536870912000") long schoolBytes) {}

    /**
     * How stored bytes are read again.
     *
     * @param maxAge within which each blob is read; 90 days unless set
     * @param bytesPerRun limits each hourly run of each backend; 1 GiB unless set
     */
    record Fixity(@DefaultValue("90d") Duration maxAge, @DefaultValue("1073741824") long bytesPerRun) {

        /** A blob is due at half its time: the other half is for the queue, should all have been deposited at once. */
        Duration dueAfter() {
            return maxAge.dividedBy(2);
        }

        /** Bytes that one backend reads in time, however they came: 1,080 GiB unless set. */
        long reach() {
            return bytesPerRun * maxAge.minus(dueAfter()).toHours();
        }
    }
}
