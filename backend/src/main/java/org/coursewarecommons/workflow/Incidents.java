package org.coursewarecommons.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds what is stuck in the engine, and sets it going again. */
@Service
@Transactional
class Incidents {

    /** More at once is no list for a person; the engine limits queries as well. */
    static final int MOST = 500;

    /** As many as a job has at first. */
    private static final int FRESH_RETRIES = 5;

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final ManagementService management;
    private final RuntimeService runtime;
    private final HistoryCleanUp cleanUp;
    private final ApplicationEventPublisher events;

    Incidents(
            ManagementService management,
            RuntimeService runtime,
            HistoryCleanUp cleanUp,
            ApplicationEventPublisher events) {
        this.management = management;
        this.runtime = runtime;
        this.cleanUp = cleanUp;
        this.events = events;
    }

    /** Oldest first, at most {@link #MOST} of each kind. */
    @Transactional(readOnly = true)
    public List<Incident> list() {
        Date longAgo = Date.from(Instant.now().minus(PATIENCE));
        Map<String, Job> jobs = new HashMap<>();
        management
                .createJobQuery()
                .withException()
                .orderByJobId()
                .asc()
                .listPage(0, MOST)
                .forEach(job -> jobs.put(job.getId(), job));
        management
                .createJobQuery()
                .noRetriesLeft()
                .orderByJobId()
                .asc()
                .listPage(0, MOST)
                .forEach(job -> jobs.put(job.getId(), job));
        management.createJobQuery().executable().orderByJobId().asc().listPage(0, MOST).stream()
                .filter(job -> waiting(job).before(longAgo))
                .forEach(job -> jobs.putIfAbsent(job.getId(), job));
        List<Incident> all = incidents(List.copyOf(jobs.values()));
        cleanUp.late().ifPresent(late -> {
            all.removeIf(incident -> incident.id().equals(late.id()));
            all.add(0, late);
        });
        return all;
    }

    /**
     * Gives a job all its tries back and lets it run at once.
     *
     * @throws ProblemException 404 when there is no such job, 409 when nothing is wrong with it
     */
    public Incident retry(UUID id) {
        if (cleanUp.isJob(id.toString())) {
            return cleanUpNow(id);
        }
        Job job = Optional.ofNullable(
                        management.createJobQuery().jobId(id.toString()).singleResult())
                .orElseThrow(ProblemException::notFound);
        if (job.getRetries() > 0
                && job.getExceptionMessage() == null
                && waiting(job).after(Date.from(Instant.now().minus(PATIENCE)))) {
            throw ProblemException.invalidTransition("RUNNING");
        }
        Incident before = incidents(List.of(job)).get(0);
        EngineWorkflow.translating(() -> {
            management.setJobRetries(job.getId(), FRESH_RETRIES);
            management.setJobDuedate(job.getId(), null);
            return true;
        });
        events.publishEvent(new JobRetried(id, before.processKey(), before.businessKey(), before.cause()));
        return before;
    }

    private Incident cleanUpNow(UUID id) {
        Incident before = list().stream()
                .filter(incident -> incident.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalidTransition("RUNNING"));
        EngineWorkflow.translating(() -> {
            management.setJobRetries(id.toString(), FRESH_RETRIES);
            cleanUp.runNow();
            return true;
        });
        events.publishEvent(new JobRetried(id, before.processKey(), before.businessKey(), before.cause()));
        return before;
    }

    private List<Incident> incidents(List<Job> jobs) {
        Map<String, ProcessInstance> processes = processes(jobs);
        Map<String, JobDefinition> steps = steps(jobs);
        List<Incident> incidents = new ArrayList<>();
        for (Job job : jobs) {
            ProcessInstance process = processes.get(String.valueOf(job.getProcessInstanceId()));
            JobDefinition step = steps.get(String.valueOf(job.getJobDefinitionId()));
            incidents.add(new Incident(
                    UUID.fromString(job.getId()),
                    kind(job),
                    job.getProcessDefinitionKey(),
                    process == null ? null : process.getBusinessKey(),
                    step == null ? job.getFailedActivityId() : step.getActivityId(),
                    job.getExceptionMessage(),
                    job.getCreateTime() == null
                            ? Instant.EPOCH
                            : job.getCreateTime().toInstant(),
                    job.getRetries(),
                    job.getRetries() == 0 || job.getDuedate() == null
                            ? null
                            : job.getDuedate().toInstant()));
        }
        incidents.sort(Comparator.comparing(Incident::since).thenComparing(Incident::id));
        return incidents;
    }

    private Map<String, ProcessInstance> processes(List<Job> jobs) {
        Set<String> ids = ids(jobs, Job::getProcessInstanceId);
        return ids.isEmpty()
                ? Map.of()
                : runtime.createProcessInstanceQuery().processInstanceIds(ids).listPage(0, MOST * 2).stream()
                        .collect(Collectors.toMap(ProcessInstance::getId, Function.identity()));
    }

    /** One query a definition: there are as many as the models have asynchronous steps. */
    private Map<String, JobDefinition> steps(List<Job> jobs) {
        Map<String, JobDefinition> steps = new HashMap<>();
        for (String id : ids(jobs, Job::getJobDefinitionId)) {
            JobDefinition definition =
                    management.createJobDefinitionQuery().jobDefinitionId(id).singleResult();
            if (definition != null) {
                steps.put(id, definition);
            }
        }
        return steps;
    }

    private static Set<String> ids(List<Job> jobs, Function<Job, @Nullable String> id) {
        return jobs.stream().map(id).filter(java.util.Objects::nonNull).collect(Collectors.toSet());
    }

    private static Incident.Kind kind(Job job) {
        if (job.getRetries() == 0) {
            return Incident.Kind.FAILED;
        }
        return job.getExceptionMessage() == null ? Incident.Kind.OVERDUE : Incident.Kind.RETRYING;
    }

    /** Since when it could have run. */
    private static Date waiting(Job job) {
        Date since = job.getDuedate() == null ? job.getCreateTime() : job.getDuedate();
        return since == null ? new Date() : since;
    }
}
