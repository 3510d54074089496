package org.coursewarecommons.interop;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.catalog.Deposits;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.catalog.VersionState;
import org.coursewarecommons.sharing.Visibility;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The transactions of a row: its resource, its line in the ledger and its key change together or not at all. */
@Service
class RowDeposit {

    private final Deposits deposits;
    private final Visibility visibility;
    private final ImportRows rows;
    private final ExternalKeys keys;

    RowDeposit(Deposits deposits, Visibility visibility, ImportRows rows, ExternalKeys keys) {
        this.deposits = deposits;
        this.visibility = visibility;
        this.rows = rows;
        this.keys = keys;
    }

    @Transactional
    public void valid(ImportJob job, ManifestRow row, ParsedRow parsed) {
        rows.finish(job.id(), row.number(), RowResult.valid(parsed.notes()));
    }

    @Transactional
    public void failed(ImportJob job, ManifestRow row, List<RowFault> faults) {
        rows.finish(job.id(), row.number(), RowResult.failed(faults));
    }

    /** Whether the very version is here already and stays as it is: then its bytes need not go anywhere. */
    @Transactional(readOnly = true)
    public boolean isHere(ImportJob job, ParsedRow parsed) {
        return job.isHistoric()
                && history(parsed).stream()
                        .anyMatch(version -> version.detail().number().equals(parsed.number()));
    }

    @Transactional
    public void skip(ImportJob job, ManifestRow row, ParsedRow parsed) {
        UUID resource = keys.find(parsed.owner().id(), parsed.externalKey()).orElseThrow();
        rows.finish(job.id(), row.number(), RowResult.skipped("EXISTS", parsed.notes(), resource));
    }

    @Transactional
    public void run(ImportJob job, ManifestRow row, ParsedRow parsed, List<Deposits.NewFile> files) {
        if (!rows.lockPending(job.id(), row.number())) {
            return;
        }
        keys.lock(parsed.owner().id(), parsed.externalKey());
        List<Deposits.VersionRecord> history = history(parsed);
        RowResult result =
                history.isEmpty() ? created(job, row, parsed, null, files) : known(job, row, parsed, history, files);
        rows.finish(job.id(), row.number(), result);
    }

    /** Oldest first; empty when the key is new or its resource was dropped. */
    private List<Deposits.VersionRecord> history(ParsedRow parsed) {
        return keys.find(parsed.owner().id(), parsed.externalKey())
                .map(id -> deposits.histories(List.of(id)).getOrDefault(id, List.of()))
                .orElse(List.of());
    }

    private RowResult known(
            ImportJob job,
            ManifestRow row,
            ParsedRow parsed,
            List<Deposits.VersionRecord> history,
            List<Deposits.NewFile> files) {
        UUID resource = history.get(0).detail().resourceId();
        Optional<VersionDetail> same = history.stream()
                .map(Deposits.VersionRecord::detail)
                .filter(version -> version.number().equals(parsed.number()))
                .findFirst();
        Optional<VersionDetail> editable = history.stream()
                .map(Deposits.VersionRecord::detail)
                .filter(version -> version.state().isEditable())
                .findFirst();
        if (job.isHistoric() && same.isPresent()) {
            return RowResult.skipped("EXISTS", parsed.notes(), resource);
        }
        boolean isNext = parsed.versionGiven() && same.isEmpty();
        if (!job.isHistoric() && !isNext) {
            return replaced(parsed, resource, same, editable, files);
        }
        if (isAfter(parsed, history.get(history.size() - 1).detail())
                && history.stream()
                        .noneMatch(version -> isUnderWay(version.detail().state()))) {
            return created(job, row, parsed, resource, files);
        }
        throw new RowFaults(Columns.VERSION, "version-not-next", parsed.number());
    }

    private RowResult replaced(
            ParsedRow parsed,
            UUID resource,
            Optional<VersionDetail> same,
            Optional<VersionDetail> editable,
            List<Deposits.NewFile> files) {
        if (editable.isEmpty()
                || parsed.versionGiven()
                        && same.filter(version -> version.state().isEditable()).isEmpty()) {
            return RowResult.skipped("NOT_EDITABLE", parsed.notes(), resource);
        }
        return deposits.replace(resource, version(parsed, files))
                .map(version -> RowResult.done("UPDATED", parsed.notes(), resource, version.versionId()))
                .orElseGet(() -> RowResult.skipped("UNCHANGED", parsed.notes(), resource));
    }

    private RowResult created(
            ImportJob job, ManifestRow row, ParsedRow parsed, @Nullable UUID resource, List<Deposits.NewFile> files) {
        var depositor = new Deposits.Depositor(parsed.owner().id(), parsed.schoolId());
        VersionDetail version = deposits.draft(depositor, resource, version(parsed, files));
        if (resource == null) {
            keys.save(parsed.owner().id(), parsed.externalKey(), version.resourceId());
        }
        ParsedRow.Takeover takeover = parsed.takeover();
        if (takeover != null) {
            deposits.takeOver(version.versionId(), takeover.state());
            TargetScope scope = takeover.scope();
            if (scope != null && takeover.state().state() != VersionState.REPLACED) {
                visibility.grant(version.resourceId(), parsed.schoolId(), scope);
            }
            legacy(job, row, version);
        }
        return RowResult.done("CREATED", parsed.notes(), version.resourceId(), version.versionId());
    }

    private void legacy(ImportJob job, ManifestRow row, VersionDetail version) {
        Map<String, String> facts = new HashMap<>(row.cells());
        facts.keySet().retainAll(Columns.RECORDED);
        keys.saveLegacy(version.versionId(), job.id(), facts);
    }

    private static Deposits.NewVersion version(ParsedRow parsed, List<Deposits.NewFile> files) {
        return new Deposits.NewVersion(
                parsed.major(), parsed.minor(), parsed.kind(), parsed.changed(), parsed.metadata(), files);
    }

    private static boolean isAfter(ParsedRow parsed, VersionDetail latest) {
        String[] number = latest.number().split("\\.");
        int major = Integer.compare(parsed.major(), Integer.parseInt(number[0]));
        return major > 0 || major == 0 && parsed.minor() > Integer.parseInt(number[1]);
    }

    private static boolean isUnderWay(VersionState state) {
        return state.isEditable() || state == VersionState.SUBMITTED;
    }
}
