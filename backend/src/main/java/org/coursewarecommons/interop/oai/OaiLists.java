package org.coursewarecommons.interop.oai;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.interop.outward.Audience;
import org.coursewarecommons.interop.outward.OutwardItems;
import org.coursewarecommons.interop.outward.OutwardItems.Item;
import org.coursewarecommons.interop.outward.OutwardItems.Selection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the parts of lists. */
@Component
class OaiLists {

    private static final int MAX_SET = 100;

    private final OutwardItems items;
    private final OaiTokens tokens;
    private final OaiProperties properties;

    OaiLists(OutwardItems items, OaiTokens tokens, OaiProperties properties) {
        this.items = items;
        this.tokens = tokens;
        this.properties = properties;
    }

    /**
     * A part of a list.
     *
     * @param at when it was read: whoever asks from here the next time misses nothing
     * @param next null when the list is complete
     * @param isResumed whether there was a part before
     */
    record Part(
            Instant at,
            OaiFormat format,
            List<Item> items,
            @Nullable OaiToken next,
            boolean isResumed,
            long cursor,
            long size) {}

    /** @throws OaiError what can be wrong with a list */
    @Transactional
    public Part read(OaiRequest request, Audience audience) {
        Instant now = items.readingAt();
        return request.argument(OaiRequest.TOKEN)
                .map(text -> resumed(request, tokens.open(text, now), audience, now))
                .orElseGet(() -> begun(request, audience, now));
    }

    private Part begun(OaiRequest request, Audience audience, Instant now) {
        String prefix = request.argument("metadataPrefix").orElseThrow();
        OaiFormat format = OaiFormat.of(prefix);
        OaiTime.Span span = OaiTime.span(
                request.argument("from").orElse(null), request.argument("until").orElse(null), now);
        String set = request.argument("set").orElse(null);
        if (set != null && (set.length() > MAX_SET || !set.matches("[A-Za-z0-9_.!~*'()-]+(:[A-Za-z0-9_.!~*'()-]+)*"))) {
            throw new OaiError(OaiError.Code.badArgument, "this is no name of a set");
        }
        Selection wanted = new Selection(audience, span.from(), span.until(), set, null, null);
        long size = items.count(wanted);
        if (size == 0) {
            throw new OaiError(OaiError.Code.noRecordsMatch, "there is no such record");
        }
        return part(request.verb().name(), format, wanted, 0, size, now);
    }

    private Part resumed(OaiRequest request, OaiToken token, Audience audience, Instant now) {
        if (!token.verb().equals(request.verb().name()) || token.audience() != audience) {
            throw new OaiError(OaiError.Code.badResumptionToken, "the token is of another list");
        }
        Selection wanted =
                new Selection(audience, token.from(), token.until(), token.set(), token.afterStamp(), token.afterId());
        return part(token.verb(), OaiFormat.of(token.prefix()), wanted, token.cursor(), token.size(), now);
    }

    private Part part(String verb, OaiFormat format, Selection wanted, long cursor, long size, Instant now) {
        List<Item> found = items.page(wanted, properties.pageSize() + 1);
        boolean more = found.size() > properties.pageSize();
        List<Item> page = more ? found.subList(0, properties.pageSize()) : found;
        boolean isResumed = cursor > 0;
        if (page.isEmpty() && !isResumed) {
            throw new OaiError(OaiError.Code.noRecordsMatch, "there is no such record");
        }
        return new Part(
                now,
                format,
                page,
                more ? next(verb, format, wanted, page, cursor, size, now) : null,
                isResumed,
                cursor,
                size);
    }

    private OaiToken next(
            String verb, OaiFormat format, Selection wanted, List<Item> page, long cursor, long size, Instant now) {
        Item last = page.get(page.size() - 1);
        UUID lastId = last.resourceId();
        return new OaiToken(
                verb,
                format.prefix(),
                wanted.audience(),
                wanted.set(),
                wanted.from(),
                wanted.until(),
                last.datestamp(),
                lastId,
                cursor + page.size(),
                size,
                now.plus(properties.tokenValidFor()));
    }
}
