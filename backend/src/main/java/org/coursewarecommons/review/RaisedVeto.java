package org.coursewarecommons.review;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param confirmed null until a second person has looked at it */
record RaisedVeto(
        UUID id,
        int round,
        Level level,
        UUID taskId,
        String code,
        VetoRule.Kind kind,
        String place,
        String reason,
        UUID raisedBy,
        @Nullable Boolean confirmed) {}
