package org.coursewarecommons.inspection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.coursewarecommons.inspection.worker.InspectionWorker;
import org.coursewarecommons.inspection.worker.WorkerResult;
import org.coursewarecommons.storage.Blobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Checks one file: copies its bytes to a folder of its own, runs the worker there, takes everything away again. */
@Component
class FileInspector {

    static final int MAX_ATTEMPTS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(FileInspector.class);

    private final Blobs blobs;
    private final WorkerProcess worker;
    private final PreviewPictures pictures;

    FileInspector(Blobs blobs, WorkerProcess worker, PreviewPictures pictures) {
        this.blobs = blobs;
        this.worker = worker;
        this.pictures = pictures;
    }

    /** @param previews are in the store already */
    record Inspected(WorkerResult result, List<Preview> previews) {}

    /** @throws WorkerCrash when another try may help */
    Inspected inspect(InspectionJobs.Job job) throws IOException, InterruptedException {
        if (job.attempts() > MAX_ATTEMPTS) {
            // Its tries ended with the whole backend: it must not take that down for ever.
            return new Inspected(WorkerResult.incomplete("gave up after " + MAX_ATTEMPTS + " tries"), List.of());
        }
        // Real, not linked: the worker gets it as its working folder and as an argument.
        Path folder = Files.createTempDirectory("courseware-inspection").toRealPath();
        try {
            try (InputStream bytes = blobs.open(job.sha256())) {
                Files.copy(bytes, folder.resolve(InspectionWorker.FILE));
            }
            WorkerResult result = run(folder, job);
            boolean passed = result.state() == InspectionState.PASSED || result.state() == InspectionState.REVIEW;
            return new Inspected(result, passed ? pictures.store(folder) : List.of());
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private WorkerResult run(Path folder, InspectionJobs.Job job) throws IOException, InterruptedException {
        try {
            String declared = job.declaredType() == null ? "" : job.declaredType();
            return worker.run(folder, job.name(), declared);
        } catch (WorkerCrash crash) {
            LOG.warn("worker for file {} crashed, try {}: {}", job.fileId(), job.attempts(), crash.getMessage());
            if (job.attempts() < MAX_ATTEMPTS) {
                throw crash;
            }
            return worker.unfinished(folder, "the worker process crashed");
        }
    }
}
