package org.coursewarecommons.review;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.ProblemException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The score forms, for everybody: what a resource will be judged by is no secret. */
@Tag(name = "rubrics", description = "Score forms / 评分表")
@RestController
@RequestMapping("/api/v1/rubrics")
class RubricController {

    private final Rubrics rubrics;

    RubricController(Rubrics rubrics) {
        this.rubrics = rubrics;
    }

    @Operation(operationId = "listRubrics", summary = "The current score forms / 现行评分表")
    @GetMapping
    Page<Rubric> list() {
        return Page.whole(rubrics.current());
    }

    @Operation(operationId = "getRubric", summary = "A score form / 评分表")
    @GetMapping("/{form}")
    Rubric get(@PathVariable String form) {
        return rubrics.current(form).orElseThrow(ProblemException::notFound);
    }

    /** What an older sheet was scored with: sheets name their version. */
    @Operation(operationId = "getRubricVersion", summary = "A score form as it was / 评分表的某一版本")
    @GetMapping("/{form}/versions/{version}")
    Rubric get(@PathVariable String form, @PathVariable int version) {
        return rubrics.find(form, version).orElseThrow(ProblemException::notFound);
    }
}
