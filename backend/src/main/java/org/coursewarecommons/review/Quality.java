package org.coursewarecommons.review;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.organisation.People.Appointee;
import org.coursewarecommons.organisation.People.PersonSummary;
import org.coursewarecommons.review.QualityFigures.Calibrated;
import org.coursewarecommons.review.QualityFigures.Figures;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the figures of reviewing together with the persons. Nothing here changes a score or an appointment. */
@Component
class Quality {

    /** Whose mean amount of deviation over the last reviews lies above this is flagged. */
    static final double FLAG = 12;

    private static final double TARGET = 0.6;
    private static final double HUNDRED = 100;
    private static final List<Kind> FORMS = List.of(Kind.EXPERT, Kind.TEACHER, Kind.TECHNICIAN);

    private final QualityFigures figures;
    private final People people;

    Quality(QualityFigures figures, People people) {
        this.figures = figures;
        this.people = people;
    }

    /** @param role null for all @param personId null for everybody */
    QualityViews.Report reviewers(ReviewTerm term, @Nullable Role role, @Nullable UUID personId) {
        List<QualityViews.Reviewer> items = FORMS.stream()
                .filter(kind -> role == null || kind.role() == role)
                .flatMap(kind -> reviewers(term, kind, personId).stream())
                .toList();
        return new QualityViews.Report(
                term.code(), term.from(), term.until(), FLAG, QualityFigures.REVIEWS, List.copyOf(items));
    }

    QualityViews.AgreementReport agreement(ReviewTerm term) {
        List<QualityViews.Agreement> items = new ArrayList<>();
        for (Kind kind : FORMS) {
            Collection<List<Double>> units = figures.units(form(kind), term);
            OptionalDouble alpha = KrippendorffAlpha.interval(units);
            items.add(new QualityViews.Agreement(
                    kind.role(),
                    form(kind),
                    units.size(),
                    units.stream().mapToInt(List::size).sum(),
                    alpha.isPresent() ? Math.round(alpha.getAsDouble() * HUNDRED * 10) / (HUNDRED * 10) : null,
                    alpha.isPresent() ? alpha.getAsDouble() >= TARGET : null));
        }
        return new QualityViews.AgreementReport(term.code(), term.from(), term.until(), TARGET, items);
    }

    private List<QualityViews.Reviewer> reviewers(ReviewTerm term, Kind kind, @Nullable UUID personId) {
        Map<UUID, Figures> counted = figures.ofReviewers(form(kind), term, personId);
        Map<UUID, Calibrated> calibrated = figures.calibrated(form(kind), term, personId);
        Set<UUID> appointed = people.appointed(kind.role()).stream()
                .map(Appointee::personId)
                .filter(id -> personId == null || id.equals(personId))
                .collect(Collectors.toSet());
        Set<UUID> all = new HashSet<>(appointed);
        all.addAll(counted.keySet());
        all.addAll(calibrated.keySet());
        Map<UUID, Double> last = figures.lastDeviations(form(kind), all);
        return people.byIds(all).values().stream()
                .sorted(Comparator.comparing(PersonSummary::code))
                .map(person -> reviewer(
                        person,
                        kind.role(),
                        appointed.contains(person.id()),
                        counted.getOrDefault(person.id(), Figures.NONE),
                        calibrated.get(person.id()),
                        last.get(person.id())))
                .toList();
    }

    private static QualityViews.Reviewer reviewer(
            PersonSummary person,
            Role role,
            boolean appointed,
            Figures counted,
            @Nullable Calibrated calibrated,
            @Nullable Double last) {
        return new QualityViews.Reviewer(
                person.id(),
                person.name(),
                role,
                appointed,
                counted.reviews(),
                counted.compared(),
                rounded(counted.deviation()),
                rounded(counted.absolute()),
                share(counted.thirds(), counted.pairs()),
                share(counted.onTime(), counted.timed()),
                calibrated == null
                        ? null
                        : new QualityViews.CalibrationFigures(
                                calibrated.sheets(),
                                Math.round(calibrated.deviation() * HUNDRED) / HUNDRED,
                                Math.round(calibrated.absolute() * HUNDRED) / HUNDRED),
                rounded(last),
                last != null && last > FLAG);
    }

    private static String form(Kind kind) {
        return String.valueOf(kind.form());
    }

    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null ? null : Math.round(value * HUNDRED) / HUNDRED;
    }

    static @Nullable Double share(int part, int whole) {
        return whole == 0 ? null : Math.round(part * HUNDRED * 10 / whole) / (HUNDRED * 10);
    }
}
