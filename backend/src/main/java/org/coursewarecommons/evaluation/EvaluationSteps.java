package org.coursewarecommons.evaluation;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coursewarecommons.catalog.LiveVersion;
import org.coursewarecommons.catalog.Twins;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.models.EvaluationModel;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.organisation.Term;
import org.coursewarecommons.organisation.Terms;
import org.coursewarecommons.review.ReviewRecords;
import org.coursewarecommons.shared.DomainEvent;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.usage.CleanWindows;
import org.coursewarecommons.workflow.Workflow;
import org.coursewarecommons.workflow.spi.ProcessSteps;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What the process of a cycle asks for. Each step replaces what an earlier try of it left. */
@Component("evaluationSteps")
public class EvaluationSteps implements ProcessSteps {

    private final Cycles cycles;
    private final Results results;
    private final Candidates candidates;
    private final CleanWindows windows;
    private final ReviewRecords reviews;
    private final Terms terms;
    private final People people;
    private final Twins twins;
    private final Workflow workflow;
    private final ApplicationEventPublisher events;

    EvaluationSteps(
            Cycles cycles,
            Results results,
            Candidates candidates,
            CleanWindows windows,
            ReviewRecords reviews,
            Terms terms,
            People people,
            Twins twins,
            Workflow workflow,
            ApplicationEventPublisher events) {
        this.cycles = cycles;
        this.results = results;
        this.candidates = candidates;
        this.windows = windows;
        this.reviews = reviews;
        this.terms = terms;
        this.people = people;
        this.twins = twins;
        this.workflow = workflow;
        this.events = events;
    }

    @Override
    public String processKey() {
        return EvaluationModel.PROCESS_KEY;
    }

    /** Cleans the use of the cycle's window. */
    public void cleanUse(String cycleId) {
        Cycle cycle = cycle(cycleId);
        SeasonPlan plan = plan(cycle.term());
        List<LiveVersion> items = candidates.shelf(plan);
        List<UUID> ids = items.stream().map(LiveVersion::resourceId).toList();
        CleanWindows.Counts counts = windows.clean(
                new CleanWindows.Window(cycle.runId(), cycle.term(), plan.firstWeek(), plan.weeks()),
                items.stream()
                        .map(item -> new CleanWindows.Item(item.resourceId(), item.schoolId(), item.contributorIds()))
                        .toList(),
                reviews.reviewers(ids).stream()
                        .map(reviewed -> new CleanWindows.Involved(reviewed.resourceId(), reviewed.personId()))
                        .toList(),
                staff());
        cycles.cleaned(cycle.id(), counts.excluded());
        events.publishEvent(new CycleChanged(cycle.id(), "cleaned"));
    }

    /** Index, proposal and explanation of every resource. */
    public void computeIndex(String cycleId) {
        Cycle cycle = cycle(cycleId);
        SeasonPlan plan = plan(cycle.term());
        EffectConfiguration configuration = EffectConfiguration.first();
        List<Candidates.Item> items = candidates.items(plan, configuration);
        Judge judge = new Judge(
                configuration, inputs -> workflow.decide(Judge.TABLE, inputs), this::twins, TableNumbers.read());
        results.replace(cycle, judge.judge(candidates.of(cycle, items, plan, configuration)));
        cycles.computed(cycle.id());
        events.publishEvent(new CycleChanged(cycle.id(), "computed"));
        tellCommittee(cycle, "evaluation.reading");
    }

    public void remindCommittee(String cycleId) {
        tellCommittee(cycle(cycleId), "evaluation.reading-late");
    }

    /** The next results stand beside these. */
    public void keepEarlierResults(String cycleId) {
        Cycle cycle = cycle(cycleId);
        cycles.restate(cycle.id(), Ids.next());
        events.publishEvent(new CycleChanged(cycle.id(), "restated"));
    }

    public void publishResults(String cycleId) {
        Cycle cycle = cycle(cycleId);
        close(cycle, Cycle.State.PUBLISHED, "published");
        events.publishEvent(new EffectsPublished(cycle.id(), cycle.term()));
    }

    public void closeShadow(String cycleId) {
        close(cycle(cycleId), Cycle.State.SHADOW_READ, "shadow-read");
    }

    private void close(Cycle cycle, Cycle.State state, String cause) {
        cycles.close(cycle.id(), state);
        events.publishEvent(new CycleChanged(cycle.id(), cause));
    }

    private void tellCommittee(Cycle cycle, String topic) {
        Set<UUID> committee = people.appointed(Role.COMMITTEE).stream()
                .map(People.Appointee::personId)
                .collect(Collectors.toSet());
        events.publishEvent(new DomainEvent.Notice(
                topic, committee, cycle.id(), "/evaluation-cycles/" + cycle.id(), List.of(cycle.term())));
    }

    /** Whose work it is to look at things: what they open says nothing of its use in class. */
    private Set<UUID> staff() {
        return Stream.of(Role.DISTRICT_STEWARD, Role.AUDITOR, Role.SCHOOL_ADMIN, Role.TECHNICIAN)
                .flatMap(role -> people.appointed(role).stream())
                .map(People.Appointee::personId)
                .collect(Collectors.toSet());
    }

    private Map<UUID, Judge.Twin> twins(Collection<UUID> resourceIds) {
        Map<UUID, Judge.Twin> found = new HashMap<>();
        twins.nearest(resourceIds)
                .forEach((id, twin) -> found.put(id, new Judge.Twin(twin.resourceId(), twin.score())));
        return found;
    }

    private Cycle cycle(String id) {
        return cycles.get(UUID.fromString(id));
    }

    /** The term and those before it, as many as a small subject is judged by. */
    private SeasonPlan plan(String term) {
        List<Term> until = terms.all().stream()
                .filter(other -> other.code().compareTo(term) <= 0)
                .toList();
        int most = EffectConfiguration.first().window().smallTerms();
        return new SeasonPlan(until.subList(Math.max(0, until.size() - most), until.size()));
    }
}
