package org.coursewarecommons.review;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.Twins;
import org.coursewarecommons.catalog.VersionDetail;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What every reviewer needs to see of a version. Nobody is told who made it. */
@Component
class TaskMaterial {

    private final Catalogue catalogue;
    private final Twins twins;
    private final ObjectMapper mapper;

    TaskMaterial(Catalogue catalogue, Twins twins, ObjectMapper mapper) {
        this.catalogue = catalogue;
        this.twins = twins;
        this.mapper = mapper;
    }

    /** Resource, files, twins and the author's note; more may be added. */
    Map<String, Object> of(VersionDetail version, @Nullable String note) {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("resourceId", version.resourceId());
        resource.put("versionId", version.versionId());
        resource.put("number", version.number());
        resource.put("kind", version.kind());
        resource.put("completeness", catalogue.completeness(version));
        ObjectNode metadata = mapper.valueToTree(version.metadata().withoutContributors());
        metadata.remove("contributors");
        resource.put("metadata", metadata);
        Map<String, Object> material = new LinkedHashMap<>();
        material.put("resource", resource);
        material.put("files", version.files());
        material.put("similarFiles", twins.of(version));
        material.put("note", note);
        return material;
    }

    /** The form without the dimensions that don't exist for the version's type. */
    static Rubric form(Rubric rubric, VersionDetail version) {
        return new Rubric(
                rubric.form(),
                rubric.version(),
                rubric.role(),
                rubric.name(),
                rubric.weight(),
                rubric.dimensionsFor(version.metadata().type()));
    }
}
