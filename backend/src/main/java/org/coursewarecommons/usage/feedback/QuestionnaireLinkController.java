package org.coursewarecommons.usage.feedback;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * For pupils and parents, who have no account: the class code is what they have. It ends with the questionnaire and
 * after as many answers as the class has pupils, so a leaked one does little harm. A repeat cannot be told from another
 * child, so there is no idempotency key here.
 */
@Tag(name = "feedback", description = "Messages and questionnaires / 留言与问卷")
@RestController
@RequestMapping("/api/v1/questionnaire-links/{code}")
class QuestionnaireLinkController {

    private final QuestionnaireService questionnaires;

    QuestionnaireLinkController(QuestionnaireService questionnaires) {
        this.questionnaires = questionnaires;
    }

    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", content = @Content)
    @Operation(operationId = "getQuestionnaireForm", summary = "The questions behind a class code / 班级问卷题目")
    @SecurityRequirements
    @GetMapping
    QuestionnaireBodies.Form form(@PathVariable @Pattern(regexp = "[2-9A-Z]{10}") String code) {
        Questionnaire it = questionnaires.byCode(code);
        return new QuestionnaireBodies.Form(it.title(), it.audience(), it.items());
    }

    @ApiResponse(responseCode = "204", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", content = @Content)
    @ApiResponse(responseCode = "400", content = @Content)
    @Operation(operationId = "answerQuestionnaireForm", summary = "Answer by a class code, without account / 班级问卷作答")
    @SecurityRequirements
    @PostMapping("/responses")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void answer(
            @PathVariable @Pattern(regexp = "[2-9A-Z]{10}") String code,
            @RequestBody QuestionnaireBodies.Response body) {
        questionnaires.answer(code, body.answers());
    }
}
