package org.coursewarecommons.inspection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.inspection.FileFacts.PreviewKind;
import org.coursewarecommons.inspection.FileFacts.VirusScan;
import org.coursewarecommons.inspection.FileFacts.VirusScan.State;
import org.coursewarecommons.inspection.worker.Extras;
import org.coursewarecommons.inspection.worker.InspectionWorker;
import org.coursewarecommons.inspection.worker.Tools;
import org.coursewarecommons.inspection.worker.WorkerResult;
import org.coursewarecommons.storage.Blobs;
import org.coursewarecommons.storage.StoredBlob;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Checks one file: copies its bytes to a folder of its own, runs the worker there, takes everything away again. */
@Component
class FileInspector {

    static final int MAX_ATTEMPTS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(FileInspector.class);
    /** By which a copy without its place may be longer: what was kept is written anew. */
    private static final long GROWTH = 4096;

    private final Blobs blobs;
    private final WorkerProcess worker;
    private final PreviewPictures pictures;
    private final VirusScanner scanner;
    private final DetailRows details;
    private final Tools tools;

    FileInspector(
            Blobs blobs,
            WorkerProcess worker,
            PreviewPictures pictures,
            VirusScanner scanner,
            DetailRows details,
            ToolProperties tools) {
        this.blobs = blobs;
        this.worker = worker;
        this.pictures = pictures;
        this.scanner = scanner;
        this.details = details;
        this.tools = new Tools(
                path(tools.soffice(), "soffice"), path(tools.ffmpeg(), "ffmpeg"), path(tools.ffprobe(), "ffprobe"));
    }

    private static @Nullable String path(String setting, String name) {
        return ToolProperties.program(setting, name).map(Path::toString).orElse(null);
    }

    /**
     * @param previews are in the store already
     * @param clean the copy that takes the file's place, in the store already; null when none is needed
     */
    record Inspected(WorkerResult result, List<Preview> previews, FileFacts facts, @Nullable StoredBlob clean) {

        static Inspected of(UUID fileId, WorkerResult result, VirusScan scan) {
            return new Inspected(result, List.of(), FileFacts.none(fileId).scanned(scan), null);
        }
    }

    /**
     * @throws WorkerCrash when another try may help
     * @throws ScannerUnavailable when the file must wait for the virus scanner; that is recorded then
     */
    Inspected inspect(InspectionJobs.Job job) throws IOException, InterruptedException {
        if (job.attempts() > MAX_ATTEMPTS) {
            // Its tries ended with the whole backend: it must not take that down for ever.
            WorkerResult result = WorkerResult.incomplete("gave up after " + MAX_ATTEMPTS + " tries");
            return Inspected.of(job.fileId(), result, VirusScan.NOT_SCANNED);
        }
        try {
            return examine(job);
        } catch (ScannerUnavailable silent) {
            LOG.warn("file {} waits for the virus scanner: {}", job.fileId(), silent.getMessage());
            details.put(FileFacts.none(job.fileId()).scanned(new VirusScan(State.UNREACHABLE, null)));
            throw silent;
        }
    }

    /** The whole check, recorded nowhere. */
    Inspected examine(InspectionJobs.Job job) throws IOException, InterruptedException {
        // Real, not linked: the worker gets it as its working folder and as an argument.
        Path folder = Files.createTempDirectory("courseware-inspection").toRealPath();
        try {
            Path file = folder.resolve(InspectionWorker.FILE);
            try (InputStream bytes = blobs.open(job.sha256())) {
                Files.copy(bytes, file);
            }
            VirusScan scan = scanner.scan(file);
            if (scan.state() == State.FOUND) {
                return Inspected.of(job.fileId(), WorkerResult.infected(String.valueOf(scan.detail())), scan);
            }
            tools.write(folder);
            WorkerResult result = run(folder, job);
            if (scan.state() == State.TOO_LARGE && result.isAcceptable()) {
                result = result.with(InspectionState.REVIEW, "not-scanned", "ClamAV");
            }
            return result.isAcceptable() ? taken(job, folder, result, scan) : Inspected.of(job.fileId(), result, scan);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private Inspected taken(InspectionJobs.Job job, Path folder, WorkerResult result, VirusScan scan)
            throws IOException {
        Extras extras = Extras.read(folder);
        boolean picture = String.valueOf(result.mediaType()).startsWith("image/");
        if (picture && !extras.placeSought()) {
            return Inspected.of(job.fileId(), WorkerResult.incomplete("place of the picture"), scan);
        }
        Optional<Path> copy = picture ? copy(folder) : Optional.empty();
        if (copy.isPresent() && scanner.scan(copy.get()).state() == State.FOUND) {
            return Inspected.of(job.fileId(), WorkerResult.incomplete("copy of the picture"), scan);
        }
        StoredBlob clean = copy.isPresent() ? blobs.put(copy.get()) : null;
        List<Preview> previews = pictures.store(folder);
        FileFacts facts = new FileFacts(
                job.fileId(),
                scan,
                extras.preview(),
                extras.note(),
                extras.durationMillis(),
                extras.contents(),
                clean == null ? null : job.sha256());
        return new Inspected(result, previews, isUndrawn(result, extras) ? spare(facts, result) : facts, clean);
    }

    /** It was killed before it could say what there is to look at. */
    private static boolean isUndrawn(WorkerResult result, Extras extras) {
        return extras.preview() == PreviewKind.NONE
                && result.findings().stream().anyMatch(finding -> finding.code().equals("preview-failed"));
    }

    private static FileFacts spare(FileFacts facts, WorkerResult result) {
        return new FileFacts(
                facts.fileId(),
                facts.virusScan(),
                result.text() == null ? PreviewKind.NONE : PreviewKind.TEXT,
                "failed",
                facts.durationMillis(),
                facts.contents(),
                facts.original());
    }

    /** A worker that was taken over by the file it read may have left anything there, or a link to elsewhere. */
    private static Optional<Path> copy(Path folder) throws IOException {
        Path copy = folder.resolve(Extras.CLEAN);
        boolean sensible = Files.isRegularFile(copy, LinkOption.NOFOLLOW_LINKS)
                && Files.size(copy) > 0
                && Files.size(copy) <= Files.size(folder.resolve(InspectionWorker.FILE)) + GROWTH;
        return sensible ? Optional.of(copy) : Optional.empty();
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
