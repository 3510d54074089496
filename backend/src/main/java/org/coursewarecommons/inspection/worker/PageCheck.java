package org.coursewarecommons.inspection.worker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Pages that load something from elsewhere. Read as leniently as a browser would. */
final class PageCheck {

    /** More markup than this in one file is data, and its head has been seen. */
    static final int READ = 512 << 10;

    private static final Pattern REMOTE = Pattern.compile("^\\s*(https?:)?//.+", Pattern.CASE_INSENSITIVE);

    private PageCheck() {}

    /** @return what this page loads from other hosts or where it sends its reader by itself */
    static Optional<String> fetched(byte[] start) throws IOException {
        Document page = parse(start);
        for (Element element :
                page.select("script[src], iframe[src], frame[src], object[data], embed[src], base[href]")) {
            String target = element.hasAttr("src")
                    ? element.attr("src")
                    : element.hasAttr("data") ? element.attr("data") : element.attr("href");
            if (REMOTE.matcher(target).matches()) {
                return Optional.of(element.normalName() + " " + target);
            }
        }
        for (Element refresh : page.select("meta[http-equiv=refresh]")) {
            if (refresh.attr("content").toLowerCase(Locale.ROOT).matches(".*url\\s*=\\s*['\"]?(https?:)?//.*")) {
                return Optional.of("meta " + refresh.attr("content"));
            }
        }
        for (Element form : page.select("form[action]")) {
            if (REMOTE.matcher(form.attr("action")).matches()) {
                return Optional.of("form " + form.attr("action"));
            }
        }
        return Optional.empty();
    }

    private static Document parse(byte[] start) throws IOException {
        String charset = Executables.startsWith(start, 0xFF, 0xFE) || Executables.startsWith(start, 0xFE, 0xFF)
                ? StandardCharsets.UTF_16.name()
                : null;
        return Jsoup.parse(new ByteArrayInputStream(start), charset, "", Parser.htmlParser());
    }
}
