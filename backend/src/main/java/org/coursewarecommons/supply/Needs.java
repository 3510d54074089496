package org.coursewarecommons.supply;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.coursewarecommons.catalog.CodeLists;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.organisation.Appointment;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.organisation.Schools;
import org.coursewarecommons.organisation.Schools.School;
import org.coursewarecommons.organisation.Term;
import org.coursewarecommons.organisation.Terms;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.WorkingDays;
import org.coursewarecommons.sharing.Visibility;
import org.coursewarecommons.usage.CleanUse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out what a teacher or school needs. */
@Component
class Needs {

    private final Schools schools;
    private final Organisations organisations;
    private final People people;
    private final Terms terms;
    private final CodeLists lists;
    private final Visibility visibility;
    private final CleanUse use;
    private final DomainClock clock;
    private final WorkingDays calendar;

    Needs(
            Schools schools,
            Organisations organisations,
            People people,
            Terms terms,
            CodeLists lists,
            Visibility visibility,
            CleanUse use,
            DomainClock clock,
            WorkingDays calendar) {
        this.schools = schools;
        this.organisations = organisations;
        this.people = people;
        this.terms = terms;
        this.lists = lists;
        this.visibility = visibility;
        this.use = use;
        this.clock = clock;
        this.calendar = calendar;
    }

    /** What the caller chose; null where nothing was. */
    record Wish(boolean school, @Nullable String subject, @Nullable String grade, @Nullable String edition) {}

    private record Teaching(Need.Basis basis, Set<String> cells) {}

    /** @throws ProblemException 409 no-own-school, 400 for a subject or grade that the plan doesn't have */
    Need of(Wish wish, Actor actor) {
        Map<UUID, School> all = schools.all().stream().collect(Collectors.toMap(School::id, Function.identity()));
        School own = actor.schoolId() == null ? null : all.get(actor.schoolId());
        boolean forSchool = wish.school() || actor.isClient();
        if (forSchool && own == null) {
            throw new ProblemException(SupplyProblem.NO_OWN_SCHOOL);
        }
        Teaching teaching = teaching(wish, forSchool, own, actor);
        Optional<Term> term = terms.teaching();
        Set<UUID> collectives = own == null ? Set.of() : own.collectiveIds();
        Set<UUID> leads = schools.leads().entrySet().stream()
                .filter(lead ->
                        collectives.contains(lead.getKey()) && !lead.getValue().equals(actor.schoolId()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
        Set<UUID> colleagues = all.values().stream()
                .filter(school -> school != own && !Collections.disjoint(school.collectiveIds(), collectives))
                .map(School::id)
                .collect(Collectors.toSet());
        return new Need(
                teaching.basis(),
                actor.id(),
                teaching.cells(),
                editions(teaching.cells(), wish.edition()),
                term.orElse(null),
                term.map(each -> each.teachingWeek(calendar.dayOf(clock.now()))).orElse(1),
                visibility.scopesOf(actor),
                leads,
                own == null ? Set.of() : organisations.pairedWith(own.id()),
                colleagues,
                all,
                forSchool && own != null ? use.usedAt(own.id(), since(term)) : use.usedBy(actor.id()),
                forSchool);
    }

    /** Since the term before: what a school used longer ago may be news to it again. */
    private LocalDate since(Optional<Term> term) {
        return term.flatMap(terms::before).map(Term::firstDay).orElseGet(() -> calendar.dayOf(clock.now())
                .minusYears(1));
    }

    private Teaching teaching(Wish wish, boolean forSchool, @Nullable School own, Actor actor) {
        List<String> grades = own == null ? List.of() : TeacherEstimate.grades(own);
        if (wish.subject() != null || wish.grade() != null) {
            return new Teaching(Need.Basis.PARAMETERS, chosen(wish, grades));
        }
        if (!forSchool) {
            Set<String> appointed = appointed(actor);
            if (!appointed.isEmpty()) {
                return new Teaching(Need.Basis.APPOINTMENT, appointed);
            }
            Set<String> tastes = use.tastes(actor.id()).stream()
                    .map(taste -> Need.cell(taste.subject(), taste.grade()))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            if (!tastes.isEmpty()) {
                return new Teaching(Need.Basis.USE, tastes);
            }
        }
        return new Teaching(Need.Basis.SCHOOL, cells(subject -> true, grade -> own == null || grades.contains(grade)));
    }

    private Set<String> chosen(Wish wish, List<String> grades) {
        Map<String, Map<String, String>> subjects = lists.properties("subjects");
        if (wish.subject() != null && !subjects.containsKey(wish.subject())) {
            throw ProblemException.invalidParameter("subject", "unknown-code", wish.subject());
        }
        if (wish.grade() != null && !lists.properties("grades").containsKey(wish.grade())) {
            throw ProblemException.invalidParameter("grade", "unknown-code", wish.grade());
        }
        return cells(
                subject -> wish.subject() == null || wish.subject().equals(subject),
                grade -> wish.grade() == null
                        ? grades.isEmpty() || grades.contains(grade)
                        : wish.grade().equals(grade));
    }

    /** Who reviews a subject teaches it. */
    private Set<String> appointed(Actor actor) {
        Set<String> cells = new HashSet<>();
        for (Appointment appointment : people.appointments(actor.id())) {
            if (!appointment.subjects().isEmpty()) {
                Map<String, Map<String, String>> grades = lists.properties("grades");
                cells.addAll(cells(
                        appointment.subjects()::contains,
                        grade -> appointment.stages().isEmpty()
                                || appointment
                                        .stages()
                                        .contains(grades.getOrDefault(grade, Map.of())
                                                .getOrDefault("stage", ""))));
            }
        }
        return cells;
    }

    private Set<String> cells(Predicate<String> subject, Predicate<String> grade) {
        Set<String> cells = new HashSet<>();
        lists.properties("subjects").forEach((code, properties) -> {
            if (subject.test(code)) {
                for (String each : properties.getOrDefault("grades", "").split("\\|")) {
                    if (grade.test(each)) {
                        cells.add(Need.cell(code, each));
                    }
                }
            }
        });
        return cells;
    }

    /** What the district uses now: a textbook whose adoption has no end. */
    private Set<String> editions(Set<String> cells, @Nullable String wanted) {
        if (wanted != null) {
            return cells.stream().map(cell -> cell + "/" + wanted).collect(Collectors.toSet());
        }
        return lists.properties("textbooks").values().stream()
                .filter(book -> book.getOrDefault("adopted", "").endsWith(".."))
                .map(book -> Need.cell(book.getOrDefault("subject", ""), book.getOrDefault("grade", "")) + "/"
                        + book.getOrDefault("edition", ""))
                .collect(Collectors.toSet());
    }
}
