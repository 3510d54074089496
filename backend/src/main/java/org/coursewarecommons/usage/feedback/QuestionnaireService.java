package org.coursewarecommons.usage.feedback;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.OrganisationUnit;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.WorkingDays;
import org.coursewarecommons.usage.feedback.Questionnaire.Audience;
import org.coursewarecommons.usage.feedback.Questionnaire.Item;
import org.coursewarecommons.usage.feedback.Questionnaire.Kind;
import org.coursewarecommons.usage.feedback.Questionnaire.Target;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Questionnaires from being made to being answered. */
@Service
class QuestionnaireService {

    private static final int SALT_BYTES = 32;
    /** Without 0, O, 1, I and L, which children mix up. */
    private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private static final int CODE_LETTERS = 10;

    private final QuestionnaireRows rows;
    private final Organisations organisations;
    private final Catalogue catalogue;
    private final DomainClock clock;
    private final WorkingDays days;
    private final ApplicationEventPublisher events;
    private final Map<Audience, List<Item>> standard;
    private final SecureRandom random = new SecureRandom();

    QuestionnaireService(
            QuestionnaireRows rows,
            Organisations organisations,
            Catalogue catalogue,
            DomainClock clock,
            WorkingDays days,
            ApplicationEventPublisher events,
            ObjectMapper mapper) {
        this.rows = rows;
        this.organisations = organisations;
        this.catalogue = catalogue;
        this.clock = clock;
        this.days = days;
        this.events = events;
        standard = standard(mapper);
    }

    private static Map<Audience, List<Item>> standard(ObjectMapper mapper) {
        try (InputStream forms = QuestionnaireService.class.getResourceAsStream("/questionnaires.json")) {
            return mapper.readValue(forms, new TypeReference<>() {});
        } catch (IOException broken) {
            throw new UncheckedIOException("the standard questionnaires can't be read", broken);
        }
    }

    /** @throws ProblemException 403 unless the caller leads or evaluates, 422 for questions that make no sense */
    @Transactional
    Questionnaire make(QuestionnaireBodies.New body, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD, Role.REVIEW_COORDINATOR, Role.COLLECTIVE_STEWARD, Role.SCHOOL_ADMIN);
        check(body);
        if (body.targetKind() == Target.RESOURCE && body.targetId() != null) {
            catalogue.readable(body.targetId(), actor);
        }
        Questionnaire made = new Questionnaire(
                Ids.next(),
                body.title(),
                body.audience(),
                body.audience().byCode() || !Boolean.FALSE.equals(body.anonymous()),
                body.items() == null ? standard.getOrDefault(body.audience(), List.of()) : body.items(),
                body.targetKind(),
                body.targetId(),
                body.opensAt(),
                body.closesAt(),
                actor.id());
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        rows.insert(made, salt, clock.now());
        events.publishEvent(new QuestionnaireMade(made.id(), made.audience().name()));
        return made;
    }

    private void check(QuestionnaireBodies.New body) {
        List<Fault> faults = new ArrayList<>();
        if (!body.opensAt().isBefore(body.closesAt()) || !body.closesAt().isAfter(clock.now())) {
            faults.add(Fault.of("/closesAt", "closes-too-early"));
        }
        if ((body.targetKind() == Target.PLATFORM) != (body.targetId() == null)) {
            faults.add(Fault.of("/targetId", body.targetId() == null ? "required" : "target-not-allowed"));
        }
        Set<String> seen = new HashSet<>();
        List<Item> items = body.items() == null ? List.of() : body.items();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (!seen.add(item.id())) {
                faults.add(Fault.of("/items/" + i + "/id", "item-twice"));
            }
            if ((item.kind() == Kind.CHOICE) != (item.options() != null)) {
                faults.add(Fault.of("/items/" + i + "/options", "options-for-choice"));
            }
        }
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }

    @Transactional(readOnly = true)
    Page<Questionnaire> list(boolean open, PageRequest page) {
        Instant now = clock.now();
        return Page.cut(
                rows.page(open, now, MessageRows.uuid(page.after(0)), page.limit() + 1),
                page,
                rows.count(open, now),
                it -> List.of(it.id().toString()));
    }

    /** @throws ProblemException 404 when there is none */
    @Transactional(readOnly = true)
    Questionnaire get(UUID id) {
        return rows.find(id).orElseThrow(ProblemException::notFound);
    }

    boolean isOpen(Questionnaire questionnaire) {
        return questionnaire.isOpen(clock.now());
    }

    /** A person's answers, once. @throws ProblemException 403 for whom it isn't, 409 when closed or answered before */
    @Transactional
    void answer(UUID id, Map<String, String> answers, Actor actor) {
        Questionnaire questionnaire = get(id);
        if (actor.isClient() || questionnaire.audience().byCode() || !isAsked(questionnaire, actor)) {
            throw ProblemException.forbidden();
        }
        Map<String, String> kept = Answers.checked(questionnaire, answers);
        requireOpen(questionnaire);
        byte[] salt = rows.salt(id).orElseThrow(() -> new ProblemException(FeedbackProblem.QUESTIONNAIRE_CLOSED));
        if (!rows.mark(id, mark(salt, actor.id()))) {
            throw new ProblemException(FeedbackProblem.ALREADY_ANSWERED);
        }
        keep(questionnaire, questionnaire.anonymous() ? null : actor.id(), actor.schoolId(), kept);
    }

    private static boolean isAsked(Questionnaire questionnaire, Actor actor) {
        return questionnaire.audience() != Audience.MANAGER
                || actor.has(Role.SCHOOL_ADMIN)
                || actor.has(Role.COLLECTIVE_STEWARD);
    }

    /** A code for a class, by which its pupils or their parents answer. */
    @Transactional
    QuestionnaireRows.Link link(UUID id, QuestionnaireBodies.NewLink body, Actor actor) {
        Questionnaire questionnaire = get(id);
        if (actor.isClient() || !questionnaire.audience().byCode()) {
            throw ProblemException.forbidden();
        }
        requireOpen(questionnaire);
        QuestionnaireRows.Link link =
                new QuestionnaireRows.Link(code(), id, actor.id(), actor.schoolId(), body.label(), body.most(), 0);
        rows.insert(link, clock.now());
        events.publishEvent(new QuestionnaireMade(id, "LINK"));
        return link;
    }

    /** What a code leads to. @throws ProblemException 404 for an unknown code or one whose time is over */
    @Transactional(readOnly = true)
    Questionnaire byCode(String code) {
        return rows.link(code)
                .flatMap(link -> rows.find(link.questionnaireId()))
                .filter(this::isOpen)
                .orElseThrow(ProblemException::notFound);
    }

    /** Answers of somebody without an account. @throws ProblemException 404, 409 when the class has answered, 422 */
    @Transactional
    void answer(String code, Map<String, String> answers) {
        Questionnaire questionnaire = byCode(code);
        Map<String, String> kept = Answers.checked(questionnaire, answers);
        if (!rows.use(code)) {
            throw new ProblemException(FeedbackProblem.LINK_USED_UP);
        }
        UUID school = rows.link(code).map(QuestionnaireRows.Link::schoolId).orElse(null);
        keep(questionnaire, null, school, kept);
    }

    private void keep(
            Questionnaire questionnaire,
            @Nullable UUID personId,
            @Nullable UUID schoolId,
            Map<String, String> answers) {
        String area = schoolId == null
                ? null
                : organisations.find(schoolId).map(OrganisationUnit::area).orElse(null);
        rows.insert(questionnaire.id(), personId, area, answers, days.dayOf(clock.now()));
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT2M")
    @Transactional
    void forgetWhoAnswered() {
        rows.forgetWhoAnswered(clock.now());
    }

    private void requireOpen(Questionnaire questionnaire) {
        if (!isOpen(questionnaire)) {
            throw new ProblemException(FeedbackProblem.QUESTIONNAIRE_CLOSED);
        }
    }

    private String code() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CODE_LETTERS; i++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    private static byte[] mark(byte[] salt, UUID personId) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return digest.digest(personId.toString().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
