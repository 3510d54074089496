package org.coursewarecommons.review;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What reviewers thought of resources that they let through: by form and criterion, never by person. */
public interface ReviewScores {

    /** One row a sheet of the last review that published the resource, in no telling order. One statement. */
    List<Sheet> of(Collection<UUID> resourceIds);

    /**
     * @param composite of the whole review, 0–100
     * @param form letter of the rubric: E, T or X
     * @param points of the sheet, 0–100
     * @param scores by criterion, 1–5
     */
    record Sheet(UUID resourceId, double composite, String form, double points, Map<String, Integer> scores) {

        public Sheet {
            scores = Map.copyOf(scores);
        }
    }
}
