package org.coursewarecommons.inspection;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.inspection.worker.WorkerResult;
import org.coursewarecommons.storage.StoredBlob;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes requests for checks and records their results, each in one transaction with what follows from it. */
@Service
class InspectionService implements Inspections {

    /** Told in the transaction of a request, heard after its commit. */
    record Requested() {}

    private final InspectionJobs jobs;
    private final PreviewRows previews;
    private final DetailRows details;
    private final SignatureRows signatures;
    private final ApplicationEventPublisher events;

    InspectionService(
            InspectionJobs jobs,
            PreviewRows previews,
            DetailRows details,
            SignatureRows signatures,
            ApplicationEventPublisher events) {
        this.jobs = jobs;
        this.previews = previews;
        this.details = details;
        this.signatures = signatures;
        this.events = events;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void request(UUID fileId, String sha256, String name, String declaredType) {
        jobs.insert(fileId, sha256, name, declaredType);
        events.publishEvent(new Requested());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void repeat(UUID fileId) {
        if (jobs.restart(fileId)) {
            previews.delete(fileId);
            events.publishEvent(new Requested());
        }
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Set<String> forget(Collection<UUID> fileIds) {
        jobs.forget(fileIds);
        return previews.forget(fileIds);
    }

    /** Records a result, once: a late second worker changes nothing and tells nobody. */
    @Transactional
    public void record(UUID fileId, FileInspector.Inspected inspected) {
        WorkerResult result = inspected.result();
        if (jobs.finish(fileId, result)) {
            keep(fileId, inspected);
            events.publishEvent(new FileInspected(fileId, result.state()));
        }
    }

    /** Records what has been made anew of a file that was checked before: its result stays. */
    @Transactional
    public void renew(UUID fileId, FileInspector.Inspected inspected) {
        previews.delete(fileId);
        keep(fileId, inspected);
    }

    /** All files of these bytes are dangerous, whatever was found before, and whoever deposited them. */
    @Transactional
    public void condemn(String sha256, FileInspector.Inspected inspected) {
        for (UUID fileId : jobs.condemn(sha256, inspected.result())) {
            previews.delete(fileId);
            details.scanned(fileId, inspected.facts().virusScan());
            events.publishEvent(new FileCondemned(fileId, sha256));
        }
    }

    private void keep(UUID fileId, FileInspector.Inspected inspected) {
        previews.insert(fileId, inspected.previews());
        details.put(inspected.facts());
        TextSignature.of(inspected.result().text()).ifPresent(signature -> signatures.put(fileId, signature));
        StoredBlob clean = inspected.clean();
        if (clean != null) {
            events.publishEvent(new FileReplaced(fileId, clean.sha256(), clean.size()));
        }
    }

    @Override
    @Transactional(readOnly = true)
    public Map<UUID, InspectionReport> reports(Collection<UUID> fileIds) {
        return fileIds.isEmpty() ? Map.of() : jobs.reports(fileIds);
    }

    @Override
    @Transactional(readOnly = true)
    public Map<UUID, List<Preview>> previews(Collection<UUID> fileIds) {
        return fileIds.isEmpty() ? Map.of() : previews.of(fileIds);
    }

    @Override
    @Transactional(readOnly = true)
    public Map<UUID, String> texts(Collection<UUID> fileIds) {
        return fileIds.isEmpty() ? Map.of() : jobs.texts(fileIds);
    }

    @Override
    @Transactional(readOnly = true)
    public Map<UUID, FileFacts> facts(Collection<UUID> fileIds) {
        return fileIds.isEmpty() ? Map.of() : details.of(fileIds);
    }

    @Override
    @Transactional(readOnly = true)
    public Map<UUID, List<Twin>> twins(Collection<UUID> fileIds) {
        return fileIds.isEmpty() ? Map.of() : signatures.twins(fileIds);
    }
}
