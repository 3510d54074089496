package org.coursewarecommons.review;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.catalog.VersionDetail.VersionFile;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.Appointment;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.OncePerTransaction;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.worklist.Task;
import org.coursewarecommons.worklist.TaskState;
import org.coursewarecommons.worklist.Worklist;
import org.coursewarecommons.worklist.spi.Candidate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * May this reviewer take it (DT-R2): everything that no coordinator's reason gets past. How busy somebody is stands in
 * the worklist.
 */
@Component
class Eligibility {

    static final String CO_AUTHOR = "co-author";
    static final String DECLARED_INTEREST = "declared-interest";
    static final String SCORED_BEFORE = "scored-before";
    static final String COVERAGE = "coverage";
    static final String ROLE = "role";
    static final String OTHER_SCHOOL = "other-school";
    static final String OWN_SHEET = "own-sheet";
    private static final int CO_AUTHOR_MONTHS = 24;

    /** The order of the rows of DT-R2: a test holds the table and this class against each other. */
    private static final List<String> ORDER = List.of(
            Conflicts.AUTHOR,
            CO_AUTHOR,
            Conflicts.SAME_SCHOOL,
            Conflicts.SAME_COLLECTIVE,
            Conflicts.PAIRED_SCHOOL,
            DECLARED_INTEREST,
            SCORED_BEFORE);

    private final Conflicts conflicts;
    private final Interests interests;
    private final Catalogue catalogue;
    private final Organisations organisations;
    private final People people;
    private final Worklist worklist;
    private final DomainClock clock;
    private final OncePerTransaction<About, Map<String, String>> excluded = new OncePerTransaction<>();

    private record About(UUID submissionId, Kind kind, Level level) {}

    Eligibility(
            Conflicts conflicts,
            Interests interests,
            Catalogue catalogue,
            Organisations organisations,
            People people,
            Worklist worklist,
            DomainClock clock) {
        this.conflicts = conflicts;
        this.interests = interests;
        this.catalogue = catalogue;
        this.organisations = organisations;
        this.people = people;
        this.worklist = worklist;
        this.clock = clock;
    }

    /** The scopes in conflict with the rule that says so, from live data. @param level of the task, not of the target */
    Map<String, String> exclusions(Kind kind, Level level, Submission submission, VersionDetail version) {
        // Several places of one kind are described and proposed in the transaction that opens them.
        return excluded.get(new About(submission.id(), kind, level), () -> read(kind, level, submission, version));
    }

    private Map<String, String> read(Kind kind, Level level, Submission submission, VersionDetail version) {
        Map<String, String> scopes =
                new LinkedHashMap<>(conflicts.exclusions(level, submission.schoolId(), version.contributorIds()));
        Instant since = clock.now()
                .atOffset(ZoneOffset.UTC)
                .minusMonths(CO_AUTHOR_MONTHS)
                .toInstant();
        catalogue
                .coAuthors(version.contributorIds(), since)
                .forEach(id -> scopes.putIfAbsent("person:" + id, CO_AUTHOR));
        interested(submission, version).forEach(id -> scopes.putIfAbsent("person:" + id, DECLARED_INTEREST));
        for (Task task : worklist.ofCase(submission.id())) {
            if (task.state() == TaskState.DECIDED
                    && task.form() != null
                    && (kind.form() == null || !task.level().equals(level.name()))
                    && task.holderId() != null) {
                scopes.putIfAbsent("person:" + task.holderId(), SCORED_BEFORE);
            }
        }
        return scopes;
    }

    /** For those who run the review, whatever its level: contributors, and who declared an interest. */
    Map<String, String> nearest(Submission submission, VersionDetail version) {
        Map<String, String> scopes = new LinkedHashMap<>();
        version.contributorIds().forEach(id -> scopes.put("person:" + id, Conflicts.AUTHOR));
        interested(submission, version).forEach(id -> scopes.putIfAbsent("person:" + id, DECLARED_INTEREST));
        return scopes;
    }

    private Set<UUID> interested(Submission submission, VersionDetail version) {
        return interests.personsNear(about(submission, version));
    }

    /** Whom a declared interest in one of these concerns. */
    static Set<String> about(Submission submission, VersionDetail version) {
        Set<String> about = new HashSet<>();
        about.add("resource:" + submission.resourceId());
        about.add("school:" + submission.schoolId());
        version.contributorIds().forEach(id -> about.add("person:" + id));
        return about;
    }

    /** Of the exclusions that concern the person, the one that the table names first. */
    Optional<String> conflict(Map<String, String> exclusions, UUID personId, @Nullable UUID schoolId) {
        Set<UUID> collectives = schoolId == null ? Set.of() : organisations.collectivesOf(schoolId);
        return conflict(exclusions, personId, schoolId, collectives);
    }

    static Optional<String> conflict(
            Map<String, String> exclusions, UUID personId, @Nullable UUID schoolId, Set<UUID> collectives) {
        Stream<String> scopes = Stream.concat(
                Stream.of("person:" + personId, "school:" + schoolId),
                collectives.stream().map(id -> "collective:" + id));
        return scopes.map(exclusions::get).filter(Objects::nonNull).min(Comparator.comparingInt(ORDER::indexOf));
    }

    /** Whether an appointment covers what the task is about. */
    static boolean covers(
            Kind kind, String taskKey, Appointment appointment, String subject, String stage, @Nullable String format) {
        Role role = kind == Kind.ADJUDICATION ? Meetings.seat(taskKey) : kind.role();
        if (appointment.role() != role) {
            return false;
        }
        return role == Role.TECHNICIAN ? appointment.coversFormat(format) : appointment.covers(subject, stage);
    }

    /** Extension of the first main file, else of the first file; null without one. */
    static @Nullable String format(VersionDetail version) {
        return version.files().stream()
                .filter(file -> file.role().equals("MAIN"))
                .findFirst()
                .or(() -> version.files().stream().findFirst())
                .map(Eligibility::extension)
                .orElse(null);
    }

    private static String extension(VersionFile file) {
        return file.name().substring(file.name().lastIndexOf('.') + 1).toLowerCase(java.util.Locale.ROOT);
    }

    /** At school level the school's own people look at it; votes are always the district's. */
    static boolean isOfSchool(Kind kind, Level level) {
        return kind.form() != null && level == Level.L1;
    }

    /**
     * A school whose admin is the author may have nobody else for its own first review. Then a coordinator can give the
     * task to the steward of the school's collective; it is in nobody's queue before.
     */
    boolean standsIn(Candidate candidate, Kind kind, Level level, Submission submission) {
        return isOfSchool(kind, level)
                && candidate.roles().contains(Role.COLLECTIVE_STEWARD)
                && people.appointments(candidate.personId()).stream()
                        .anyMatch(appointment -> appointment.role() == Role.COLLECTIVE_STEWARD
                                && organisations
                                        .collectivesOf(submission.schoolId())
                                        .contains(appointment.organisationId()));
    }

    /** Most schools have no appointed reviewer among their teachers, so their own first review is their admin's too. */
    static Set<Role> roles(Kind kind, Level level, String taskKey) {
        if (kind == Kind.ADJUDICATION) {
            return EnumSet.of(kind.role(), Meetings.seat(taskKey));
        }
        return isOfSchool(kind, level) ? EnumSet.of(kind.role(), Role.SCHOOL_ADMIN) : EnumSet.of(kind.role());
    }

    static ProblemException conflictOfInterest(String rule) {
        return ProblemException.because(ReviewProblem.CONFLICT_OF_INTEREST, rule);
    }

    static ProblemException notAppointed(String rule) {
        return ProblemException.because(ReviewProblem.NOT_APPOINTED, rule);
    }
}
