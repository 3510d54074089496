package org.coursewarecommons.review;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.review.VetoSeats.Taken;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.worklist.Task;
import org.coursewarecommons.worklist.TaskEscalated;
import org.coursewarecommons.worklist.TaskOffered;
import org.coursewarecommons.worklist.spi.Candidate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who confirms which veto (DOMAIN 3.4). The vetoes of a round ask for seats; each seat is one task, and whoever sits
 * there speaks about the vetoes that ask for it. A veto counts when all its seats uphold it; one who reverses it is
 * enough against it.
 */
@Component
class VetoChecks {

    private final Sheets sheets;
    private final Rubrics rubrics;
    private final VetoSeats seats;
    private final Submissions submissions;
    private final Catalogue catalogue;
    private final Eligibility eligibility;
    private final People people;

    VetoChecks(
            Sheets sheets,
            Rubrics rubrics,
            VetoSeats seats,
            Submissions submissions,
            Catalogue catalogue,
            Eligibility eligibility,
            People people) {
        this.sheets = sheets;
        this.rubrics = rubrics;
        this.seats = seats;
        this.submissions = submissions;
        this.catalogue = catalogue;
        this.eligibility = eligibility;
        this.people = people;
    }

    /** A place that a task is for. @param standIn nobody of it is free of conflicts, so the operators may sit in */
    record Place(VetoSeat seat, boolean standIn) {}

    /** How many persons must look at the vetoes of the present level and round. */
    int count(Submission submission) {
        return needed(submission).size();
    }

    boolean allSettled(Submission submission) {
        return sheets.vetoes(submission).stream().noneMatch(veto -> veto.confirmed() == null);
    }

    /** The first place that has no task yet. @throws IllegalStateException when all are taken */
    Place next(Submission submission, VersionDetail version) {
        Set<VetoSeat> taken = seats.of(submission).stream().map(Taken::seat).collect(Collectors.toSet());
        VetoSeat seat = needed(submission).stream()
                .filter(place -> !taken.contains(place))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no veto seat is left on " + submission.id()));
        return new Place(seat, !seat.equals(VetoSeat.OPS) && isDeserted(seat, submission, version));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void opened(TaskOffered offered) {
        if (offered.kind().equals(Kind.VETO_CHECK.name())) {
            Submission submission = submissions.get(offered.caseId());
            Place place =
                    next(submission, catalogue.version(submission.versionId()).orElseThrow());
            seats.insert(offered.taskId(), submission, place.seat(), place.standIn());
        }
    }

    /** Half of the time too late: a veto must not hang on one person. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void escalated(TaskEscalated task) {
        seats.letStandIn(task.taskId());
    }

    /** The scopes in conflict. @param seat null for tasks from before there were seats */
    Map<String, String> exclusions(@Nullable VetoSeat seat, Submission submission, VersionDetail version) {
        return seat == null || seat.equals(VetoSeat.OPS)
                ? eligibility.nearest(submission, version)
                : eligibility.exclusions(Kind.VETO_CHECK, submission.level(), submission, version);
    }

    /** Of somebody who may know of it. */
    Optional<ProblemException> refusal(Candidate candidate, Task task, Submission submission, VersionDetail version) {
        Optional<Taken> taken = seats.ofTask(task.id());
        VetoSeat seat = taken.map(Taken::seat).orElse(VetoSeat.OPS);
        boolean operator =
                (seat.equals(VetoSeat.OPS) || taken.map(Taken::standIn).orElse(false))
                        && VetoSeat.OPS.roles(false).stream().anyMatch(candidate.roles()::contains);
        Optional<String> conflict = eligibility.conflict(
                exclusions(operator ? VetoSeat.OPS : seat, submission, version),
                candidate.personId(),
                candidate.schoolId());
        if (conflict.filter(Conflicts.AUTHOR::equals).isPresent()) {
            return conflict.map(Eligibility::conflictOfInterest);
        }
        if (!operator && !candidate.roles().contains(seat.role())) {
            return Optional.of(Eligibility.notAppointed(Eligibility.ROLE));
        }
        if (conflict.isPresent()) {
            return conflict.map(Eligibility::conflictOfInterest);
        }
        String format = Eligibility.format(version);
        boolean appointed = operator
                || seat.isOffice()
                || people.appointments(candidate.personId()).stream()
                        .anyMatch(appointment -> seat.covers(appointment, subject(version), stage(version), format));
        return appointed ? Optional.empty() : Optional.of(Eligibility.notAppointed(Eligibility.COVERAGE));
    }

    /** What the task's holder is asked about. */
    List<RaisedVeto> shown(Task task, Submission submission) {
        Predicate<RaisedVeto> asked = seats.ofTask(task.id())
                .map(Taken::seat)
                .<Predicate<RaisedVeto>>map(seat -> {
                    Map<String, VetoRule> rules = rubrics.vetoRules();
                    return veto -> seatsOf(veto, rules).contains(seat);
                })
                .orElse(veto -> true);
        return sheets.vetoes(submission).stream().filter(asked).toList();
    }

    /** Notes the vote and settles what it settles. @return whether any veto was confirmed, and any refused, by it */
    Settled vote(UUID personId, Task task, Submission submission, boolean upheld, @Nullable String opinion) {
        List<RaisedVeto> open = sheets.vetoes(submission).stream()
                .filter(veto -> veto.confirmed() == null)
                .toList();
        Set<UUID> mine = ids(shown(task, submission));
        mine.retainAll(ids(open));
        seats.vote(task.id(), personId, upheld, opinion);
        if (!upheld) {
            seats.settle(mine, false, personId, opinion);
            return new Settled(false, !mine.isEmpty());
        }
        Set<VetoSeat> upholding = seats.of(submission).stream()
                .filter(taken -> Boolean.TRUE.equals(taken.upheld()))
                .map(Taken::seat)
                .collect(Collectors.toSet());
        boolean hasSeat = seats.ofTask(task.id()).isPresent();
        Map<String, VetoRule> rules = rubrics.vetoRules();
        Set<UUID> confirmed = ids(open.stream()
                .filter(veto -> mine.contains(veto.id()))
                .filter(veto -> !hasSeat || upholding.containsAll(seatsOf(veto, rules)))
                .toList());
        seats.settle(confirmed, true, personId, opinion);
        return new Settled(!confirmed.isEmpty(), false);
    }

    /** What a vote led to. */
    record Settled(boolean confirmed, boolean refused) {}

    /** In the order of their codes, so that every look at it finds the same. */
    private List<VetoSeat> needed(Submission submission) {
        Map<String, VetoRule> rules = rubrics.vetoRules();
        return sheets.vetoes(submission).stream()
                .flatMap(veto -> seatsOf(veto, rules).stream())
                .map(VetoSeat::code)
                .distinct()
                .sorted()
                .map(VetoSeat::of)
                .toList();
    }

    private static List<VetoSeat> seatsOf(RaisedVeto veto, Map<String, VetoRule> rules) {
        return Objects.requireNonNull(rules.get(veto.code())).seats();
    }

    private boolean isDeserted(VetoSeat seat, Submission submission, VersionDetail version) {
        Map<String, String> exclusions = exclusions(seat, submission, version);
        String format = Eligibility.format(version);
        return people.appointed(seat.role()).stream()
                .filter(person -> seat.covers(person.appointment(), subject(version), stage(version), format))
                .noneMatch(person -> eligibility
                        .conflict(exclusions, person.personId(), person.schoolId())
                        .isEmpty());
    }

    private static String subject(VersionDetail version) {
        return String.valueOf(version.metadata().subject());
    }

    private static String stage(VersionDetail version) {
        return String.valueOf(version.metadata().stage());
    }

    private static Set<UUID> ids(List<RaisedVeto> vetoes) {
        return vetoes.stream().map(RaisedVeto::id).collect(Collectors.toCollection(HashSet::new));
    }
}
