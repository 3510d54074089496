package org.coursewarecommons.inspection.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.coursewarecommons.inspection.PackageContents;
import org.coursewarecommons.inspection.PackageContents.Kind;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Recognises a package of courseware by DOMAIN.md 2.5, in its order, and reads its manifest. Nothing is unpacked. */
final class PackageReader {

    private static final int MAX_MANIFEST = 4 << 20;
    private static final List<String> H5P_REQUIRED =
            List.of("title", "mainLibrary", "language", "preloadedDependencies", "embedTypes");

    private final Path file;
    private final Set<String> names = new HashSet<>();
    private final List<String> missing = new ArrayList<>();

    /** @param file a ZIP that has passed its check */
    PackageReader(Path file) {
        this.file = file;
    }

    /** What the manifest ought to have and does not; known after {@link #read}. */
    List<String> missing() {
        return List.copyOf(missing);
    }

    /** @throws Rejection when it is no package, not the one its extension says, or its manifest cannot be read */
    PackageContents read(String extension) throws IOException, Rejection {
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                names.add(entry.getName());
            }
            PackageContents contents = recognised(zip);
            if (extension.equals("h5p") && contents.kind() != Kind.H5P) {
                throw Rejection.failed("type-mismatch", contents.kind().name());
            }
            requireLaunch(contents);
            return contents;
        }
    }

    private PackageContents recognised(ZipFile zip) throws IOException, Rejection {
        if (names.contains("h5p.json") && names.contains("content/content.json")) {
            return h5p(json(zip, "h5p.json"));
        }
        if (names.contains("cmi5.xml")) {
            return new ActivityManifests(missing).cmi5(xml(zip, "cmi5.xml"));
        }
        if (names.contains("imsmanifest.xml")) {
            return new ImsManifest(xml(zip, "imsmanifest.xml"), missing).read();
        }
        if (names.contains("tincan.xml")) {
            return new ActivityManifests(missing).xapi(xml(zip, "tincan.xml"));
        }
        if (names.contains("index.html")) {
            String title = Jsoup.parse(new ByteArrayInputStream(bytes(zip, "index.html")), null, "")
                    .title()
                    .strip();
            return new PackageContents(
                    Kind.HTML5, null, title.isEmpty() ? null : title, "index.html", 0, List.of(), Map.of());
        }
        throw Rejection.failed("not-a-package", "application/zip");
    }

    private PackageContents h5p(JsonNode manifest) {
        for (String key : H5P_REQUIRED) {
            if (!manifest.hasNonNull(key)) {
                missing.add("h5p.json: " + key);
            }
        }
        String main = text(manifest, "mainLibrary");
        List<PackageContents.Item> libraries = new ArrayList<>();
        String version = null;
        for (JsonNode library : manifest.path("preloadedDependencies")) {
            String name = text(library, "machineName");
            String number = library.path("majorVersion").asText() + "."
                    + library.path("minorVersion").asText();
            libraries.add(new PackageContents.Item(name + " " + number, null, 1));
            if (main != null && main.equals(name)) {
                version = number;
            }
        }
        if (main != null && version == null) {
            missing.add("h5p.json: preloadedDependencies: " + main);
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        for (String key : List.of("mainLibrary", "language", "license", "source")) {
            String value = text(manifest, key);
            if (value != null) {
                metadata.put(key, value);
            }
        }
        return new PackageContents(
                Kind.H5P, version, text(manifest, "title"), null, libraries.size(), libraries, metadata);
    }

    private static @Nullable String text(JsonNode node, String key) {
        String text = node.path(key).asText("").strip();
        return text.isEmpty() ? null : text;
    }

    private void requireLaunch(PackageContents contents) {
        String launch = contents.launch();
        if (launch == null || launch.matches("(?i)^[a-z][a-z0-9+.-]*:.*")) {
            return;
        }
        String path = launch.replaceAll("[?#].*$", "").replaceAll("^(\\./|/)+", "");
        String decoded;
        try {
            decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEscape) {
            decoded = path;
        }
        if (!names.contains(path) && !names.contains(decoded)) {
            missing.add(path);
        }
    }

    private static JsonNode json(ZipFile zip, String name) throws IOException, Rejection {
        try {
            JsonNode json = new ObjectMapper().readTree(bytes(zip, name));
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException malformed) {
            throw Rejection.failed("manifest-unreadable", name + ": " + malformed.getOriginalMessage());
        }
        throw Rejection.failed("manifest-unreadable", name);
    }

    private static Element xml(ZipFile zip, String name) throws IOException, Rejection {
        try {
            return SafeXml.read(new ByteArrayInputStream(bytes(zip, name)));
        } catch (SAXException malformed) {
            throw Rejection.failed("manifest-unreadable", name + ": " + malformed.getMessage());
        }
    }

    private static byte[] bytes(ZipFile zip, String name) throws IOException, Rejection {
        try (InputStream content = zip.getInputStream(zip.getEntry(name))) {
            byte[] bytes = content.readNBytes(MAX_MANIFEST + 1);
            if (bytes.length > MAX_MANIFEST) {
                throw Rejection.failed("manifest-unreadable", name + " > " + MAX_MANIFEST);
            }
            return bytes;
        }
    }
}
