package org.coursewarecommons.review;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.catalog.VersionLifecycle;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.worklist.Decision;
import org.coursewarecommons.worklist.DirectDesk;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Reviews at district level, driven through the services behind the doors, by the persons whom they are offered to. */
final class OwnReviews {

    /** Nobody has hundreds of resources in a year. */
    private static final String AUTHORS = "T-JHS-005-%";

    private static final String TYPE = "TOOL_LINK";
    private static final int TRIES = 4;

    private final Publishing publishing;
    private final SubmissionService service;
    private final Catalogue catalogue;
    private final VersionLifecycle lifecycle;
    private final People people;
    private final DirectDesk desk;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Map<String, Decision> sheets = new HashMap<>();
    private final Map<UUID, Actor> actors = new ConcurrentHashMap<>();
    private final List<Actor> authors;
    private final List<Draft> drafts = new ArrayList<>();
    /** Of the reviews that were started last. */
    final Set<UUID> cases = ConcurrentHashMap.newKeySet();

    /** What its author may submit. */
    record Draft(UUID resourceId, Actor author) {}

    /** A task and who was proposed for it. */
    record Open(UUID id, String form, UUID personId) {}

    OwnReviews(ApplicationContext context) {
        desk = new DirectDesk(context);
        publishing = new Publishing(context);
        service = context.getBean(SubmissionService.class);
        catalogue = context.getBean(Catalogue.class);
        lifecycle = context.getBean(VersionLifecycle.class);
        people = context.getBean(People.class);
        jdbc = context.getBean(JdbcClient.class);
        transaction = context.getBean(TransactionTemplate.class);
        for (Rubric rubric : context.getBean(Rubrics.class).current()) {
            Map<String, Integer> scores = new HashMap<>();
            rubric.dimensionsFor(TYPE).forEach(dimension -> scores.put(dimension.id(), 4));
            sheets.put(rubric.form(), new Decision(scores, null, null, null, "总体评价:结构完整,表述清楚,可以推荐使用。", null));
        }
        authors = jdbc
                .sql("select id from organisation.person where subject like :code order by subject")
                .param("code", AUTHORS)
                .query(UUID.class)
                .list()
                .stream()
                .map(this::actor)
                .toList();
    }

    void draft(int count) {
        for (int i = 0; i < count; i++) {
            Actor author = authors.get(drafts.size() % authors.size());
            UUID id = publishing.draft(
                    author.subject(),
                    "量程 " + Publishing.nonce(),
                    Map.of("type", TYPE, "link", "https://basic.smartedu.cn/"));
            drafts.add(new Draft(id, author));
        }
    }

    /** The next draft, as when its author submits it, but as if the levels below were behind it. */
    void start() {
        start(nextDraft());
    }

    Draft nextDraft() {
        synchronized (drafts) {
            return drafts.remove(drafts.size() - 1);
        }
    }

    void start(Draft draft) {
        Submission started = transaction.execute(status -> {
            VersionDetail version = catalogue.editable(draft.resourceId(), draft.author());
            lifecycle.submit(version.versionId());
            return service.start(service.opened(version, null).at(Level.L3), "submitted");
        });
        cases.add(started.id());
    }

    List<Open> tasks() {
        return transaction.execute(status -> jdbc.sql(
                        """
                        select id, form, proposed_id from worklist.task
                         where state = 'OPEN' and case_id = any(:cases) and proposed_id is not null order by md5(id::text)
                        """)
                .param("cases", cases.toArray(UUID[]::new))
                .query((row, number) -> new Open(
                        row.getObject("id", UUID.class),
                        row.getString("form"),
                        row.getObject("proposed_id", UUID.class)))
                .list());
    }

    Decision sheet(Open task) {
        return sheets.get(task.form());
    }

    /** Lost races are run again, as the door does. */
    void decide(Open task) {
        Actor actor = actor(task.personId());
        for (int attempt = 1; ; attempt++) {
            try {
                desk.decide(task.id(), sheet(task), actor);
                return;
            } catch (ConcurrencyFailureException lost) {
                if (attempt == TRIES) {
                    throw lost;
                }
            }
        }
    }

    /** @return false when the desk is full */
    boolean claim(Open task) {
        try {
            desk.claim(task.id(), actor(task.personId()));
            return true;
        } catch (ProblemException fullDesk) {
            return false;
        }
    }

    long running() {
        return transaction.execute(status -> jdbc.sql(
                        "select count(*) from review.submission where state = 'SUBMITTED' and id = any(:cases)")
                .param("cases", cases.toArray(UUID[]::new))
                .query(Long.class)
                .single());
    }

    Actor actor(UUID personId) {
        return actors.computeIfAbsent(personId, id -> {
            Set<Role> roles = EnumSet.of(Role.CONTRIBUTOR);
            roles.addAll(people.appointments(id).stream()
                    .map(appointment -> appointment.role())
                    .collect(Collectors.toSet()));
            return jdbc.sql("select issuer, subject, name, school_id from organisation.person where id = :id")
                    .param("id", id)
                    .query((row, number) -> new Actor(
                            id,
                            row.getString("issuer"),
                            row.getString("subject"),
                            row.getString("name"),
                            row.getObject("school_id", UUID.class),
                            roles))
                    .single();
        });
    }
}
