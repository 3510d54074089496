package org.coursewarecommons.sharing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.ProblemException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a person keeps at hand. It is nobody else's business and no use. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "sharing")
class FavouriteController {

    private final FavouriteRows rows;
    private final Catalogue catalogue;
    private final Visibility visibility;

    FavouriteController(FavouriteRows rows, Catalogue catalogue, Visibility visibility) {
        this.rows = rows;
        this.catalogue = catalogue;
        this.visibility = visibility;
    }

    @PutMapping("/resources/{id}/favourite")
    @Operation(operationId = "addFavourite", summary = "Keep at hand / 收藏")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void add(Actor actor, @PathVariable UUID id) {
        if (actor.isClient()) {
            throw ProblemException.forbidden();
        }
        catalogue.readable(id, actor);
        rows.favour(actor.id(), id);
    }

    /** Also of what the caller may not see any more. */
    @DeleteMapping("/resources/{id}/favourite")
    @Operation(operationId = "removeFavourite", summary = "Keep at hand no more / 取消收藏")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Actor actor, @PathVariable UUID id) {
        rows.unfavour(actor.id(), id);
    }

    @GetMapping("/favourites")
    @Operation(operationId = "listFavourites", summary = "My favourites that I may still see, newest first / 我的收藏")
    Page<CollectionBodies.Favourite> list(Actor actor) {
        Map<UUID, Instant> kept = rows.favourites(actor.id());
        Map<UUID, VersionDetail> live = catalogue.published(kept.keySet());
        Set<UUID> visible = visibility.readable(actor, live.values());
        List<CollectionBodies.Favourite> favourites = new ArrayList<>();
        kept.forEach((id, since) -> {
            VersionDetail version = live.get(id);
            if (version != null && visible.contains(id)) {
                favourites.add(new CollectionBodies.Favourite(
                        id,
                        String.valueOf(version.metadata().title()),
                        String.valueOf(version.metadata().type()),
                        since));
            }
        });
        return Page.whole(favourites);
    }
}
