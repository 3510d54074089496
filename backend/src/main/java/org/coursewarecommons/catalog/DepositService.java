package org.coursewarecommons.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.catalog.spi.ReviewTakeover;
import org.coursewarecommons.inspection.Inspections;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.storage.Holdings;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** {@link Deposits}, by the same rows and events as single deposits. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class DepositService implements Deposits {

    private final Versions versions;
    private final Files files;
    private final Details details;
    private final LifecycleService lifecycle;
    private final Inspections inspections;
    private final Taxonomies taxonomies;
    private final ReviewTakeover reviews;
    private final Holdings holdings;
    private final DraftService drafts;
    private final ApplicationEventPublisher events;

    DepositService(
            Versions versions,
            Files files,
            Details details,
            LifecycleService lifecycle,
            Inspections inspections,
            Taxonomies taxonomies,
            ReviewTakeover reviews,
            Holdings holdings,
            DraftService drafts,
            ApplicationEventPublisher events) {
        this.versions = versions;
        this.files = files;
        this.details = details;
        this.lifecycle = lifecycle;
        this.inspections = inspections;
        this.taxonomies = taxonomies;
        this.reviews = reviews;
        this.holdings = holdings;
        this.drafts = drafts;
        this.events = events;
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Fault> refusal(String fileName) {
        String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return taxonomies.has("file-formats", extension)
                ? Optional.empty()
                : Optional.of(Fault.of("", "file-format", extension));
    }

    @Override
    public VersionDetail draft(Depositor depositor, @Nullable UUID resourceId, NewVersion version) {
        UUID resource = resourceId == null ? Ids.next() : resourceId;
        if (resourceId == null) {
            versions.insertResource(resource, depositor.personId(), depositor.schoolId());
        }
        UUID id = Ids.next();
        versions.insert(
                id, resource, version.major(), version.minor(), version.kind(), version.changed(), version.metadata());
        attach(id, version.files());
        events.publishEvent(new VersionChanged(resource, id, null, VersionState.DRAFT, "create"));
        return details.of(versions.find(id).orElseThrow());
    }

    @Override
    public Optional<VersionDetail> replace(UUID resourceId, NewVersion version) {
        List<VersionRow> all = versions.ofResource(resourceId);
        VersionRow editable = all.stream()
                .filter(row -> row.state().isEditable())
                .findFirst()
                .orElseThrow(() -> ProblemException.invalidTransition(all.get(0).state()));
        VersionRow locked = versions.lock(editable.id()).orElseThrow(ProblemException::notFound);
        if (!locked.state().isEditable()) {
            throw ProblemException.invalidTransition(locked.state());
        }
        List<FileRow> present = files.ofVersion(locked.id());
        boolean sameFiles = isSame(present, version.files());
        if (sameFiles && Objects.equals(locked.metadata(), version.metadata())) {
            return Optional.empty();
        }
        if (!sameFiles) {
            present.forEach(file -> files.delete(file.id()));
            attach(locked.id(), version.files());
            present.forEach(file -> holdings.review(locked.ownerId(), file.sha256()));
        }
        versions.updateMetadata(locked.id(), version.metadata());
        events.publishEvent(
                new VersionChanged(locked.resourceId(), locked.id(), locked.state(), locked.state(), "import"));
        return versions.find(locked.id()).map(details::of);
    }

    @Override
    public VersionDetail successor(UUID resourceId, String changed) {
        return details.of(drafts.successor(resourceId, changed));
    }

    @Override
    public VersionDetail takeOver(UUID versionId, RecordedState recorded) {
        VersionDetail version = lifecycle.takeOver(versionId, recorded);
        reviews.takeOver(version, recorded);
        return lifecycle.lock(versionId);
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public Map<UUID, List<VersionRecord>> histories(Collection<UUID> resourceIds) {
        List<VersionRow> rows = versions.ofResources(resourceIds);
        Map<UUID, VersionDetail> byId = details.of(rows);
        return rows.stream()
                .collect(Collectors.groupingBy(
                        VersionRow::resourceId,
                        Collectors.mapping(
                                row -> new VersionRecord(
                                        byId.get(row.id()), row.changed(), row.recommended(), row.createdAt()),
                                Collectors.toList())));
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public List<UUID> resources(@Nullable UUID ownerId, @Nullable UUID schoolId, @Nullable UUID after, int limit) {
        return versions.resources(ownerId, schoolId, after, limit);
    }

    private void attach(UUID versionId, List<NewFile> added) {
        for (int i = 0; i < added.size(); i++) {
            NewFile file = added.get(i);
            files.insert(new FileRow(
                    file.id(),
                    versionId,
                    i,
                    file.name(),
                    file.role(),
                    file.mediaType(),
                    file.blob().size(),
                    file.blob().sha256()));
            inspections.request(file.id(), file.blob().sha256(), file.name(), file.mediaType());
        }
    }

    private static boolean isSame(List<FileRow> present, List<NewFile> wanted) {
        return present.stream()
                .map(file -> file.name() + "\n" + file.role() + "\n" + file.sha256())
                .toList()
                .equals(wanted.stream()
                        .map(file -> file.name() + "\n" + file.role() + "\n"
                                + file.blob().sha256())
                        .toList());
    }
}
