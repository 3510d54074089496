package org.coursewarecommons.curation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Proposing recommended resources to the city's platform. The platform has no door of ours: its answers come by hand. */
@Service
class CityService {

    private final CityRows rows;
    private final PromotionService promotions;
    private final Catalogue catalogue;
    private final DomainClock clock;

    CityService(CityRows rows, PromotionService promotions, Catalogue catalogue, DomainClock clock) {
        this.rows = rows;
        this.promotions = promotions;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** @throws ProblemException 403, 404, 409 unless the promotion is active and not listed yet */
    @Transactional
    CityRows.Row propose(UUID promotionId, @Nullable String note, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD);
        Promotion promotion = promotions.active(promotionId);
        VersionDetail version =
                catalogue.published(List.of(promotion.resourceId())).get(promotion.resourceId());
        if (version == null) {
            throw ProblemException.notFound();
        }
        Instant now = clock.now();
        String title = version.metadata().title();
        CityRows.Row row = new CityRows.Row(
                Ids.next(),
                promotionId,
                promotion.resourceId(),
                title == null ? "" : title,
                version.metadata().subject(),
                version.metadata().stage(),
                version.schoolId(),
                promotion.term(),
                promotion.effect(),
                CityRows.State.LISTED,
                note,
                now,
                now,
                1);
        try {
            rows.insert(row, actor.id());
        } catch (DuplicateKeyException listed) {
            throw new ProblemException(CurationProblem.LISTED_ALREADY);
        }
        promotions.changed(promotion, "city-listed");
        promotions.tell("submission.city-listed", promotion, version, "");
        return row;
    }

    /** Writes down what the city said. @throws ProblemException 403, 404, 412 */
    @Transactional
    CityRows.Row note(UUID id, CityController.Change change, IfMatch ifMatch, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD);
        CityRows.Row row = rows.lock(id);
        ifMatch.require(row.revision());
        rows.update(id, change.state(), change.note() == null ? row.note() : change.note(), clock.now());
        return rows.find(id).orElseThrow();
    }
}
