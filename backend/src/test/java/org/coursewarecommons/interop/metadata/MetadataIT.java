package org.coursewarecommons.interop.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.interop.XmlAnswer;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** A resource in the words of other systems, chosen by {@code Accept}. */
@IntegrationTest
class MetadataIT {

    private static final String AUTHOR = "T-JHS-007-02";

    private final Publishing publishing;
    private final Api reader;

    MetadataIT(ApplicationContext context) {
        publishing = new Publishing(context);
        reader = publishing.api().as("T-JHS-005-01");
    }

    private UUID published() {
        UUID id = publishing.draft(
                AUTHOR,
                "《分数》课件 <A&B>\"引号\"",
                Map.of(
                        "type",
                        "TOOL_LINK",
                        "link",
                        "https://basic.smartedu.cn/",
                        "keywords",
                        List.of("分数", "数与代数"),
                        "difficulty",
                        2,
                        "externalIds",
                        List.of(Map.of("scheme", "ISBN", "value", "9787107000000")),
                        "coverage",
                        Map.of("place", "天津", "period", "0755~/0763")));
        publishing.publish(id);
        return id;
    }

    private Api.Answer as(String type, UUID id) {
        return reader.with("Accept", type).get("resources/" + id);
    }

    @Test
    void jsonLdIsASchemaOrgLearningResourceWithoutPersons() {
        UUID id = published();

        Api.Answer answer = as("application/ld+json", id);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/ld+json"));
        assertThat(answer.text("/@context")).isEqualTo("https://schema.org/");
        assertThat(answer.text("/@type")).isEqualTo("LearningResource");
        assertThat(answer.text("/identifier")).isEqualTo("urn:uuid:" + id);
        assertThat(answer.text("/name")).isEqualTo("《分数》课件 <A&B>\"引号\"");
        assertThat(answer.text("/about/termCode")).isEqualTo("SX");
        assertThat(answer.text("/educationalLevel/1/termCode")).isEqualTo("G03");
        assertThat(answer.text("/typicalAgeRange")).isEqualTo("8-9");
        assertThat(answer.text("/conditionsOfAccess")).isEqualTo("district");
        assertThat(answer.text("/creator/0/@type")).isEqualTo("Organization");
        assertThat(new String(answer.bytes(), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain("教师\"", "personId", "X-Amz");
    }

    @Test
    void lomFollowsTheNationalStandard() throws Exception {
        UUID id = published();

        XmlAnswer lom = XmlAnswer.of(as(MetadataFormat.LOM_TYPE, id).bytes());

        assertThat(lom.document().getDocumentElement().getNamespaceURI()).isEqualTo(LomWriter.NAMESPACE);
        assertThat(lom.text("general/title/string")).isEqualTo("《分数》课件 <A&B>\"引号\"");
        assertThat(lom.texts("general/identifier/entry")).containsExactly("urn:uuid:" + id, "9787107000000");
        assertThat(lom.text("general/aggregationLevel/value")).isEqualTo("2");
        assertThat(lom.texts("metaMetadata/metadataSchema")).contains("GB/T 21365-2008");
        assertThat(lom.text("lifeCycle/status/value")).isEqualTo("final");
        assertThat(lom.text("educational/difficulty/value")).isEqualTo("easy");
        assertThat(lom.texts("classification/taxonPath/taxon/id")).contains("SX", "PRIMARY", "G03");
    }

    @Test
    void dublinCoreHasItsElements() throws Exception {
        UUID id = published();

        XmlAnswer core = XmlAnswer.of(as(MetadataFormat.DUBLIN_CORE_TYPE, id).bytes());

        assertThat(core.texts("dc/subject")).contains("数学", "三年级", "分数");
        assertThat(core.texts("dc/identifier")).contains("urn:uuid:" + id, "9787107000000");
        assertThat(core.texts("dc/coverage")).containsExactly("天津", "0755~/0763");
        assertThat(core.text("dc/date")).matches("\\d{4}-\\d\\d-\\d\\d");
    }

    @Test
    void eachRepresentationHasItsOwnEntityTagAndVariesByAccept() {
        UUID id = published();
        Api.Answer json = as("application/json", id);
        Api.Answer lom = as(MetadataFormat.LOM_TYPE, id);
        Api.Answer core = as(MetadataFormat.DUBLIN_CORE_TYPE, id);

        assertThat(List.of(json.eTag(), lom.eTag(), core.eTag())).doesNotHaveDuplicates();
        assertThat(List.of(json, lom, core))
                .allSatisfy(answer -> assertThat(answer.response().headers().allValues("Vary"))
                        .anyMatch(value -> value.contains("Accept")));
        assertThat(reader.with("Accept", MetadataFormat.LOM_TYPE)
                        .with("If-None-Match", lom.eTag())
                        .get("resources/" + id)
                        .status())
                .isEqualTo(304);
    }

    @Test
    void whoeverHasNoSpecialWishGetsJson() {
        UUID id = published();

        assertThat(List.of(
                        "*/*",
                        "application/*",
                        "application/json, application/*;q=0.5",
                        "application/ld+json;q=0.1, application/json"))
                .allSatisfy(accept -> assertThat(as(accept, id).header("Content-Type"))
                        .as(accept)
                        .hasValueSatisfying(type -> assertThat(type).startsWith("application/json")));
        assertThat(as("text/csv", id).status()).isEqualTo(406);
    }

    @Test
    void draftsAndWhatTheCallerMayNotReadHaveNoMetadata() {
        UUID draft = publishing.draft(AUTHOR, "草稿", Map.of("type", "TOOL_LINK"));
        UUID narrow = publishing.publish(AUTHOR, "校内", TargetScope.Level.SCHOOL);

        assertThat(as("application/ld+json", draft).status()).isEqualTo(404);
        assertThat(as("application/ld+json", narrow).status()).isEqualTo(404);
    }
}
