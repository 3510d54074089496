package org.coursewarecommons.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.util.LinkedMultiValueMap;

/** {@link ResourceFinder} by the same query as the door's, page after page. */
@Service
class FoundResources implements ResourceFinder {

    private final SearchParser parser;
    private final SearchService search;

    FoundResources(SearchParser parser, SearchService search) {
        this.parser = parser;
        this.search = search;
    }

    @Override
    public List<UUID> find(Map<String, List<String>> parameters, Actor actor, int most) {
        SearchCriteria criteria = parser.parse(new LinkedMultiValueMap<>(parameters));
        List<UUID> found = new ArrayList<>();
        String cursor = null;
        do {
            int limit = Math.min(PageRequest.MAX_LIMIT, most - found.size());
            PageRequest request = PageRequest.parse(Integer.toString(limit), cursor);
            SearchPage page = search.search(criteria, request, actor, Locale.SIMPLIFIED_CHINESE);
            if (page.relaxed()) {
                // Something like it is good to be shown; asked for was something else.
                return List.of();
            }
            page.items().forEach(hit -> found.add(UUID.fromString(hit.id())));
            cursor = page.nextCursor();
        } while (cursor != null && found.size() < most);
        return found;
    }
}
