package org.coursewarecommons.inspection.worker;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.coursewarecommons.inspection.FileFacts.PreviewKind;
import org.coursewarecommons.inspection.InspectionState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done with a file that has passed its check: packages are read, photographs lose their place, pages are drawn. */
final class Enrichment {

    private static final Logger LOG = LoggerFactory.getLogger(Enrichment.class);

    private final Path folder;
    private final Path scratch;
    private final FileKind kind;
    private final Path file;
    private final Tools tools;
    private Extras extras = Extras.NONE;

    /** @param folder into which everything goes */
    Enrichment(Path folder, FileKind kind, Path file) throws IOException {
        this.folder = folder;
        this.kind = kind;
        this.file = file;
        scratch = folder.resolve(InspectionWorker.SCRATCH);
        tools = Tools.read(folder);
    }

    /** What must be done before anybody may have the file. @return the verdict with what was found on the way */
    WorkerResult examine(WorkerResult checked, String extension) throws IOException {
        WorkerResult examined = checked;
        try {
            switch (kind) {
                case ZIP -> examined = contents(checked, extension);
                case PNG, JPEG, WEBP -> examined = withoutPlace(checked);
                default -> {
                    // Nothing but what FileCheck has seen.
                }
            }
        } catch (Rejection rejection) {
            examined = rejection.toResult(checked.mediaType());
        } catch (RuntimeException | StackOverflowError confused) {
            examined = Rejection.failed("unreadable", confused.toString()).toResult(checked.mediaType());
        }
        extras.write(folder);
        return examined;
    }

    private WorkerResult contents(WorkerResult checked, String extension) throws IOException, Rejection {
        PackageReader reader = new PackageReader(file);
        extras = extras.containing(reader.read(extension));
        WorkerResult examined = checked;
        for (String missing : reader.missing()) {
            examined = examined.with(InspectionState.REVIEW, "manifest-incomplete", missing);
        }
        return examined;
    }

    private WorkerResult withoutPlace(WorkerResult checked) throws IOException, Rejection {
        boolean found = new PlaceRemover(folder.resolve(Extras.CLEAN)).clean(kind, file);
        extras = extras.withPlaceSought();
        return found ? checked.with(checked.state(), "location-removed", kind.name()) : checked;
    }

    /** What may fail without harm. @return the verdict with what went wrong */
    WorkerResult draw(WorkerResult read) throws IOException {
        WorkerResult drawn = read;
        try {
            extras = drawn(read.text() != null);
        } catch (OutOfMemoryError memory) {
            throw memory;
        } catch (Exception | Error undrawable) {
            // Any error at all, since a machine without fonts throws strange ones.
            LOG.warn("no preview", undrawable);
            extras = extras.with(read.text() == null ? PreviewKind.NONE : PreviewKind.TEXT, "failed");
            drawn = read.withoutPreviews(undrawable.toString());
        }
        extras.write(folder);
        return drawn;
    }

    private Extras drawn(boolean text) throws IOException, InvalidFormatException {
        Previews previews = new Previews(folder);
        return switch (kind) {
            case PDF -> {
                previews.pdf(file);
                yield extras.with(PreviewKind.PAGES, null);
            }
            case PPTX -> slides(previews);
            case DOCX -> document(previews, text);
            case XLSX, ZIP -> extras.with(text ? PreviewKind.TEXT : PreviewKind.NONE, null);
            case PNG, JPEG, WEBP -> {
                previews.picture(file);
                yield extras.with(PreviewKind.PICTURE, null);
            }
            case MP4 -> film(previews);
            case MP3, M4A -> lasting(extras.with(PreviewKind.NONE, null));
            default -> extras;
        };
    }

    /** LibreOffice lays slides out more truly than we draw them; but a drawn one is better than none. */
    private Extras slides(Previews previews) throws IOException, InvalidFormatException {
        String soffice = tools.soffice();
        if (soffice != null) {
            try {
                previews.pdf(new OfficePages(soffice, scratch).pdf(kind, file));
                return extras.with(PreviewKind.PAGES, null);
            } catch (IOException failed) {
                LOG.warn("soffice", failed);
            }
        }
        previews.slides(file);
        return extras.with(PreviewKind.PAGES, soffice == null ? null : "office-failed");
    }

    private Extras document(Previews previews, boolean text) throws IOException {
        String soffice = tools.soffice();
        if (soffice == null) {
            return extras.with(text ? PreviewKind.TEXT : PreviewKind.NONE, "no-office");
        }
        previews.pdf(new OfficePages(soffice, scratch).pdf(kind, file));
        return extras.with(PreviewKind.PAGES, null);
    }

    private Extras film(Previews previews) throws IOException {
        Extras lasting = lasting(extras);
        String ffmpeg = tools.ffmpeg();
        if (ffmpeg == null) {
            return lasting.with(PreviewKind.NONE, "no-ffmpeg");
        }
        extras = lasting;
        previews.picture(new MediaProbe(scratch).frame(ffmpeg, file, lasting.durationMillis()));
        return lasting.with(PreviewKind.POSTER, null);
    }

    private Extras lasting(Extras known) throws IOException {
        @Nullable String ffprobe = tools.ffprobe();
        return ffprobe == null
                ? known.with(known.preview(), "no-ffmpeg")
                : known.lasting(new MediaProbe(scratch).duration(ffprobe, kind, file));
    }
}
