package org.coursewarecommons.organisation;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Schools' and collectives' own systems. */
public interface ApiClients {

    /** @param schoolId null, like the collective, for one that stands for neither */
    record ApiClient(UUID id, String code, String name, @Nullable UUID schoolId, @Nullable UUID collectiveId) {}

    /** Every such system, in the order of their codes. */
    List<ApiClient> apiClients();
}
