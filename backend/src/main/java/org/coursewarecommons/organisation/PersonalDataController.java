package org.coursewarecommons.organisation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.PersonalData;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is kept of a person, for that person; and forgetting them. */
@Tag(name = "organisation")
@RestController
@RequestMapping("/api/v1")
class PersonalDataController {

    private final PersonalDataService service;

    PersonalDataController(PersonalDataService service) {
        this.service = service;
    }

    /**
     * All that is kept.
     *
     * @param sections rows by what they are about; dates and times in ISO 8601
     */
    @Schema(name = "PersonalDataExport")
    record Export(
            UUID personId,
            Instant madeAt,
            Map<@Size(max = 100) String, @Size(max = PersonalData.MOST) List<Map<@Size(max = 100) String, Object>>>
                    sections) {}

    /** @param reason why and on whose word, for the file; not kept in the record of events */
    @Schema(name = "Erasure")
    record Erasure(@NotBlank @Size(max = 500) @Nullable String reason) {}

    /** @param personId leads to nobody from now on */
    @Schema(name = "Erased")
    record Erased(UUID personId) {}

    @Operation(
            operationId = "exportPersonalData",
            summary = "All that is kept of me / 导出本人个人信息",
            description = "Of each section at most 10,000 rows. / 每类最多 10000 条")
    @GetMapping("/me/data-export")
    ResponseEntity<Export> export(Actor actor) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"personal-data.json\"")
                .body(new Export(actor.id(), Instant.now(), service.export(actor)));
    }

    @Operation(
            operationId = "erasePerson",
            summary = "Forget a person who asked for it / 注销并去标识化个人信息",
            description = "Account, settings and searches go; published works keep their author's name; use goes on"
                    + " counting without a person; the record of events keeps its lines without the name. Open drafts,"
                    + " submissions and tasks must be settled first. / 账号与个人设置删除,已发布作品保留署名,使用数据去标识化")
    @PostMapping("/persons/{id}/erasure")
    @Idempotent
    ResponseEntity<Erased> erase(
            @PathVariable UUID id, @jakarta.validation.Valid @RequestBody Erasure body, Actor actor) {
        service.erase(id, actor);
        return ResponseEntity.ok(new Erased(id));
    }
}
