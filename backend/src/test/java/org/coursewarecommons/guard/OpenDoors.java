package org.coursewarecommons.guard;

import java.util.Set;

/** The doors that ask for no token, each for a reason. */
final class OpenDoors {

    static final Set<String> KEYS = Set.of(
            // Pupils and parents have no account: the class code in the path is what they have.
            "getQuestionnaireForm",
            "answerQuestionnaireForm",
            // Which version and extensions of tus are spoken.
            "OPTIONS /api/v1/tus",
            "OPTIONS /api/v1/tus/{id}",
            // The contract, the texts of problems and the probes.
            "GET /v3/api-docs",
            "GET /v3/api-docs.yaml",
            "GET /problems/{code}",
            "GET /error",
            // Harvesters and crawlers; without a token they are shown what is public.
            "harvest",
            "harvestByForm",
            "getPublicItem",
            "getSitemap",
            "getSitemapPart",
            "getRobots",
            // At the API's port these do not exist.
            "GET /actuator/prometheus",
            "GET /actuator/health",
            "GET /actuator/health/**");

    private OpenDoors() {}
}
