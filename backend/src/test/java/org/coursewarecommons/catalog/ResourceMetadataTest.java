package org.coursewarecommons.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** What of the record reviewers see, and that copies keep the rest. */
class ResourceMetadataTest {

    private static final String OWN =
            """
            {"title": "圆", "difficulty": 3, "rightsBasis": "WORK_FOR_HIRE", "rightsHolder": "某校",
             "contributors": [{"name": "某教师", "role": "AUTHOR"}]}""";

    private final ObjectMapper mapper = new ObjectMapper().findAndRegisterModules();

    @Test
    void reviewersSeeNeitherAuthorsNorTheirSchool() throws Exception {
        ResourceMetadata blind = mapper.readValue(OWN, ResourceMetadata.class).withoutContributors();

        assertThat(blind.contributors()).isEmpty();
        assertThat(blind.rightsHolder()).isNull();
        assertThat(blind.title()).isEqualTo("圆");
        assertThat(blind.difficulty()).isEqualTo(3);
    }

    @Test
    void reviewersSeeWhoPermittedIt() throws Exception {
        ResourceMetadata blind = mapper.readValue(OWN.replace("WORK_FOR_HIRE", "PERMITTED"), ResourceMetadata.class)
                .withoutContributors();

        assertThat(blind.rightsHolder()).isEqualTo("某校");
    }
}
