package org.coursewarecommons.usage.feedback;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.usage.feedback.QuestionnaireBodies.View;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 问卷: asking teachers, managers, and by class codes pupils and parents. */
@Tag(name = "feedback", description = "Messages and questionnaires / 留言与问卷")
@RestController
@RequestMapping("/api/v1/questionnaires")
class QuestionnaireController {

    private final QuestionnaireService questionnaires;
    private final QuestionnaireRows rows;
    private final MessageSource texts;

    QuestionnaireController(QuestionnaireService questionnaires, QuestionnaireRows rows, MessageSource texts) {
        this.questionnaires = questionnaires;
        this.rows = rows;
        this.texts = texts;
    }

    @Operation(operationId = "makeQuestionnaire", summary = "Ask people for a time / 发布问卷")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ResponseEntity<View> make(@RequestBody QuestionnaireBodies.New body, Actor actor) {
        Questionnaire made = questionnaires.make(body, actor);
        return ResponseEntity.created(URI.create("/api/v1/questionnaires/" + made.id()))
                .eTag("\"1\"")
                .body(View.of(made, questionnaires.isOpen(made)));
    }

    @Operation(operationId = "listQuestionnaires", summary = "Questionnaires, newest first / 问卷列表")
    @GetMapping
    Page<View> list(@RequestParam(defaultValue = "false") boolean open, PageRequest page, Actor actor) {
        return questionnaires.list(open, page).map(it -> View.of(it, questionnaires.isOpen(it)));
    }

    @Operation(operationId = "getQuestionnaire", summary = "One questionnaire / 问卷详情")
    @GetMapping("/{id}")
    View get(@PathVariable UUID id, Actor actor) {
        Questionnaire questionnaire = questionnaires.get(id);
        return View.of(questionnaire, questionnaires.isOpen(questionnaire));
    }

    @Operation(operationId = "answerQuestionnaire", summary = "Answer once / 作答")
    @PostMapping("/{id}/responses")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Idempotent
    ResponseEntity<Void> answer(@PathVariable UUID id, @RequestBody QuestionnaireBodies.Response body, Actor actor) {
        questionnaires.answer(id, body.answers(), actor);
        return ResponseEntity.noContent().build();
    }

    @Operation(operationId = "makeQuestionnaireLink", summary = "A code for a class / 生成班级问卷码")
    @PostMapping("/{id}/links")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ResponseEntity<QuestionnaireBodies.Link> link(
            @PathVariable UUID id, @RequestBody QuestionnaireBodies.NewLink body, Actor actor) {
        QuestionnaireBodies.Link link = QuestionnaireBodies.Link.of(questionnaires.link(id, body, actor));
        return ResponseEntity.created(URI.create("/api/v1" + link.path()))
                .eTag("\"1\"")
                .body(link);
    }

    @Operation(
            operationId = "getQuestionnaireResults",
            summary = "Results of groups of at least five; for all after the close / 问卷结果")
    @GetMapping("/{id}/results")
    QuestionnaireResults.View results(@PathVariable UUID id, Actor actor, Locale locale) {
        Questionnaire questionnaire = questionnaires.get(id);
        boolean own = questionnaire.createdBy().equals(actor.id())
                || MessageService.isStaff(actor)
                || actor.has(Role.AUDITOR);
        if (!own && questionnaires.isOpen(questionnaire)) {
            throw ProblemException.forbidden();
        }
        String note = texts.getMessage("usage.measures", null, locale);
        return QuestionnaireResults.of(questionnaire, rows.answered(id), rows.tallies(id), own, note);
    }
}
