package org.coursewarecommons.interop.oai;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.interop.metadata.PublicAddress;
import org.coursewarecommons.interop.metadata.Xml;
import org.coursewarecommons.interop.outward.Audience;
import org.coursewarecommons.interop.outward.OutwardItems;
import org.coursewarecommons.interop.outward.OutwardItems.Item;
import org.coursewarecommons.shared.ProblemException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The pages of all public items, for search engines. A part is named by its first item, so that it begins where it did
 * when others come and go.
 */
@Tag(name = "harvesting")
@RestController
class SitemapController {

    private static final String EXAMPLE =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url>\
            <loc>https://library.example/items/01901a2b-0000-7000-8000-000000000000</loc>\
            <lastmod>2026-09-01T00:00:00Z</lastmod></url></urlset>
            """;

    private static final String NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static final MediaType XML = new MediaType(MediaType.APPLICATION_XML, StandardCharsets.UTF_8);

    /** A fifth of what the protocol allows: a part is made in memory. */
    private static final int PART = 10_000;

    private final OutwardItems items;
    private final PublicAddress address;

    SitemapController(OutwardItems items, PublicAddress address) {
        this.items = items;
        this.address = address;
    }

    @Operation(
            operationId = "getSitemap",
            summary = "Pages of all public items, or the list of its parts / 公开资源站点地图",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = "application/xml",
                                            schema = @Schema(type = "string"),
                                            examples = @ExampleObject(EXAMPLE))))
    @SecurityRequirements
    @GetMapping("/sitemap.xml")
    ResponseEntity<byte[]> sitemap() {
        List<UUID> starts = items.starts(Audience.PUBLIC, PART);
        if (starts.size() <= 1) {
            return answer(urls(starts.isEmpty() ? List.of() : items.live(Audience.PUBLIC, starts.get(0), PART)));
        }
        Xml xml = new Xml().open("sitemapindex", "xmlns", NAMESPACE);
        starts.forEach(start -> xml.open("sitemap")
                .leaf("loc", address.base() + "/sitemaps/" + start)
                .close());
        return answer(xml.close());
    }

    @Operation(
            operationId = "getSitemapPart",
            summary = "A part of the sitemap / 站点地图分卷",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = "application/xml",
                                            schema = @Schema(type = "string"),
                                            examples = @ExampleObject(EXAMPLE))))
    @SecurityRequirements
    @GetMapping("/sitemaps/{start}")
    ResponseEntity<byte[]> part(@PathVariable UUID start) {
        List<Item> part = items.live(Audience.PUBLIC, start, PART);
        if (part.isEmpty()) {
            throw ProblemException.notFound();
        }
        return answer(urls(part));
    }

    @Operation(
            operationId = "getRobots",
            summary = "What crawlers may look at / 爬虫规则",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = "text/plain",
                                            schema = @Schema(type = "string"),
                                            examples = @ExampleObject("User-agent: *"))))
    @SecurityRequirements
    @GetMapping(path = "/robots.txt", produces = MediaType.TEXT_PLAIN_VALUE)
    String robots() {
        return "User-agent: *\nDisallow: /api/\nSitemap: " + address.base() + "/sitemap.xml\n";
    }

    private Xml urls(List<Item> part) {
        Xml xml = new Xml().open("urlset", "xmlns", NAMESPACE);
        part.forEach(item -> xml.open("url")
                .leaf("loc", address.base() + "/items/" + item.resourceId())
                .leaf("lastmod", OaiTime.text(item.datestamp()))
                .close());
        return xml.close();
    }

    private static ResponseEntity<byte[]> answer(Xml xml) {
        return ResponseEntity.ok().contentType(XML).body(xml.bytes());
    }
}
