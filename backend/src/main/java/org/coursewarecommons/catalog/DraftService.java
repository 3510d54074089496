package org.coursewarecommons.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.inspection.Inspections;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.SharedProblem;
import org.coursewarecommons.shared.StrictJson;
import org.coursewarecommons.storage.Holdings;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Making and changing drafts. */
@Service
@Transactional
class DraftService {

    private final Versions versions;
    private final Files files;
    private final Inspections inspections;
    private final StrictJson strictJson;
    private final ObjectMapper mapper;
    private final Holdings holdings;
    private final Gone gone;
    private final ApplicationEventPublisher events;

    DraftService(
            Versions versions,
            Files files,
            Inspections inspections,
            StrictJson strictJson,
            ObjectMapper mapper,
            Holdings holdings,
            Gone gone,
            ApplicationEventPublisher events) {
        this.versions = versions;
        this.files = files;
        this.inspections = inspections;
        this.strictJson = strictJson;
        this.mapper = mapper;
        this.holdings = holdings;
        this.gone = gone;
        this.events = events;
    }

    VersionRow create(ResourceMetadata metadata, Actor actor) {
        actor.require(Role.CONTRIBUTOR);
        if (actor.schoolId() == null) {
            throw new ProblemException(CatalogProblem.NO_SCHOOL);
        }
        UUID resourceId = Ids.next();
        versions.insertResource(resourceId, actor.id(), actor.schoolId());
        return startVersion(resourceId, 1, 0, "MAJOR", null, metadata);
    }

    /** @param mergePatch an RFC 7396 document; the result must still be valid as a whole */
    VersionRow patch(UUID resourceId, byte[] mergePatch, IfMatch ifMatch, Actor actor) {
        VersionRow version = lockEditable(resourceId, actor);
        ifMatch.require(version.revision());
        ResourceMetadata metadata = strictJson.read(merge(version.metadata(), mergePatch), ResourceMetadata.class);
        versions.updateMetadata(version.id(), metadata);
        changed(version, version.state(), "edit");
        return versions.find(version.id()).orElseThrow();
    }

    /** Drops a draft; the resource goes with its only version. */
    void delete(UUID resourceId, IfMatch ifMatch, Actor actor) {
        VersionRow version = lockEditable(resourceId, actor);
        ifMatch.require(version.revision());
        if (version.state() == VersionState.REVISION_REQUESTED) {
            throw ProblemException.invalidTransition(version.state());
        }
        List<FileRow> dropped = files.ofVersion(version.id());
        versions.delete(version.id());
        dropped.forEach(file -> holdings.review(actor.id(), file.sha256()));
        versions.deleteResourceWithoutVersions(resourceId);
        changed(version, version.state(), "delete");
    }

    /** Starts the next version as a copy of the latest. */
    VersionRow next(UUID resourceId, String kind, String what, Actor actor) {
        List<VersionRow> all = ownVersions(resourceId, actor);
        if (all.stream().anyMatch(version -> version.state().isGone())) {
            // What was retired comes back by asking for it, not by itself.
            throw gone.refusal(all, actor);
        }
        return next(all, kind, what);
    }

    /** The next major version of what was retired, by whoever decides that it may come back. */
    VersionRow successor(UUID resourceId, String what) {
        return next(versions.ofResource(resourceId), "MAJOR", what);
    }

    private VersionRow next(List<VersionRow> all, String kind, String what) {
        VersionRow latest = all.get(0);
        if (all.stream().map(VersionRow::mark).anyMatch(VersionMark::isInProgress)) {
            throw new ProblemException(CatalogProblem.VERSION_IN_PROGRESS);
        }
        boolean major = kind.equals("MAJOR");
        List<FileRow> old = files.ofVersion(latest.id());
        Map<UUID, UUID> newIds = old.stream().collect(Collectors.toMap(FileRow::id, file -> Ids.next()));
        VersionRow next = startVersion(
                latest.resourceId(),
                major ? latest.major() + 1 : latest.major(),
                major ? 0 : latest.minor() + 1,
                kind,
                what,
                following(latest.metadata(), newIds));
        for (FileRow file : old) {
            FileRow copy = new FileRow(
                    newIds.get(file.id()),
                    next.id(),
                    file.position(),
                    file.name(),
                    file.role(),
                    file.mediaType(),
                    file.size(),
                    file.sha256());
            files.insert(copy);
            inspections.request(copy.id(), copy.sha256(), copy.name(), copy.mediaType());
        }
        return next;
    }

    /** A version's files have ids of their own, so the proof of permission is the copy now. */
    private static ResourceMetadata following(ResourceMetadata metadata, Map<UUID, UUID> newIds) {
        UUID proof = metadata.rightsFileId();
        return proof == null ? metadata : metadata.withRightsFile(newIds.get(proof));
    }

    /** Locks the version that the caller may edit. @throws ProblemException 404 for others' resources, 409 by state */
    VersionRow lockEditable(UUID resourceId, Actor actor) {
        List<VersionRow> all = ownVersions(resourceId, actor);
        VersionRow editable = all.stream()
                .filter(version -> version.state().isEditable())
                .findFirst()
                .orElseThrow(() -> ProblemException.invalidTransition(all.get(0).state()));
        VersionRow locked = versions.lock(editable.id()).orElseThrow(ProblemException::notFound);
        if (!locked.state().isEditable()) {
            throw ProblemException.invalidTransition(locked.state());
        }
        return locked;
    }

    List<VersionRow> ownVersions(UUID resourceId, Actor actor) {
        List<VersionRow> all = versions.ofResource(resourceId);
        if (all.isEmpty() || !all.get(0).ownerId().equals(actor.id())) {
            throw ProblemException.notFound();
        }
        return all;
    }

    private VersionRow startVersion(
            UUID resourceId, int major, int minor, String kind, @Nullable String changed, ResourceMetadata metadata) {
        UUID id = Ids.next();
        versions.insert(id, resourceId, major, minor, kind, changed, metadata);
        events.publishEvent(new VersionChanged(resourceId, id, null, VersionState.DRAFT, "create"));
        return versions.find(id).orElseThrow();
    }

    private void changed(VersionRow version, VersionState to, String cause) {
        events.publishEvent(new VersionChanged(version.resourceId(), version.id(), version.state(), to, cause));
    }

    private byte[] merge(ResourceMetadata metadata, byte[] mergePatch) {
        try (JsonReader patch = Json.createReader(new ByteArrayInputStream(mergePatch));
                JsonReader target = Json.createReader(new StringReader(mapper.writeValueAsString(metadata)))) {
            JsonValue merged = Json.createMergePatch(patch.readValue()).apply(target.readValue());
            return merged.toString().getBytes(StandardCharsets.UTF_8);
        } catch (JsonException notJson) {
            throw new ProblemException(SharedProblem.MALFORMED_REQUEST, 1, 1);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
