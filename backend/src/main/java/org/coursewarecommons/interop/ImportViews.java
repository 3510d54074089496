package org.coursewarecommons.interop;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Imports and their rows in the words of the caller's language. */
@Component
class ImportViews {

    private static final int MAX_SHOWN = 500;

    private final ImportRows rows;
    private final MessageSource messages;

    ImportViews(ImportRows rows, MessageSource messages) {
        this.rows = rows;
        this.messages = messages;
    }

    ImportView view(ImportJob job) {
        return views(List.of(job)).get(job.id());
    }

    /** By id, with one query for all. */
    Map<UUID, ImportView> views(Collection<ImportJob> jobs) {
        Map<UUID, Map<RowState, Integer>> counts =
                rows.counts(jobs.stream().map(ImportJob::id).toList());
        return jobs.stream()
                .map(job -> new ImportView(
                        job.id(),
                        job.state(),
                        job.mode(),
                        job.dryRun(),
                        job.name(),
                        ImportView.Counts.of(counts.getOrDefault(job.id(), Map.of())),
                        errors(job.faults()),
                        job.createdAt(),
                        job.startedAt(),
                        job.finishedAt()))
                .collect(Collectors.toMap(ImportView::id, Function.identity()));
    }

    ImportView.Row row(ImportRow row, boolean historic) {
        Map<String, String> cells = row.cells();
        return new ImportView.Row(
                row.number(),
                row.externalKey(),
                cut(cells.get("title")),
                row.state(),
                row.outcome(),
                errors(row.faults()),
                errors(row.notes()),
                row.resourceId(),
                row.versionId(),
                historic
                        ? new ImportView.Recorded(
                                cut(cells.get(Columns.STATE)),
                                cut(cells.get(Columns.PHASE)),
                                cut(cells.get(Columns.SCOPE)),
                                cut(cells.get(Columns.DECISION)),
                                cut(cells.get(Columns.SCENARIO)))
                        : null,
                row.finishedAt());
    }

    List<ImportView.RowError> errors(List<RowFault> faults) {
        return faults.stream()
                .map(fault -> new ImportView.RowError(fault.column(), fault.code(), text(fault)))
                .toList();
    }

    /** A fault of a field, or a problem that a single deposit would have got as its answer. */
    private String text(RowFault fault) {
        Locale locale = LocaleContextHolder.getLocale();
        Object[] args = fault.args().toArray();
        String problem = messages.getMessage("problem." + fault.code() + ".detail", args, fault.code(), locale);
        return String.valueOf(messages.getMessage("fault." + fault.code(), args, problem, locale));
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN);
    }
}
