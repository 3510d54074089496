package org.coursewarecommons.inspection.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.coursewarecommons.inspection.FileFacts.PreviewKind;
import org.coursewarecommons.inspection.PackageContents;
import org.jspecify.annotations.Nullable;

/**
 * What the worker found out besides its verdict.
 *
 * @param placeSought whether the file has been searched for the place where a photograph was taken; a copy without it
 *     then lies beside, as {@value #CLEAN}, if one was found
 */
public record Extras(
        PreviewKind preview,
        @Nullable String note,
        @Nullable Long durationMillis,
        @Nullable PackageContents contents,
        boolean placeSought) {

    /** The copy without a photograph's place. */
    public static final String CLEAN = "clean";

    static final Extras NONE = new Extras(PreviewKind.NONE, null, null, null, false);

    private static final String FILE = "extras.json";
    private static final long MAX_FILE = 1 << 20;
    private static final int MAX_TEXT = 300;
    private static final int MAX_ITEMS = 100;
    private static final int MAX_METADATA = 30;
    private static final long MAX_DURATION = 1000L * 60 * 60 * 24 * 30;

    /** Cleans what it is given: the parent reads it from a process that a hostile file may have taken over. */
    public Extras {
        Objects.requireNonNull(preview);
        note = text(note);
        durationMillis =
                durationMillis == null || durationMillis < 0 || durationMillis > MAX_DURATION ? null : durationMillis;
        contents = contents == null ? null : clean(contents);
    }

    private static PackageContents clean(PackageContents found) {
        Map<String, String> metadata = new LinkedHashMap<>();
        found.metadata().entrySet().stream()
                .limit(MAX_METADATA)
                .forEach(entry -> metadata.put(
                        Texts.printable(entry.getKey(), MAX_TEXT), Texts.printable(entry.getValue(), MAX_TEXT)));
        return new PackageContents(
                found.kind(),
                text(found.version()),
                text(found.title()),
                text(found.launch()),
                Math.max(0, found.itemCount()),
                found.items().stream()
                        .limit(MAX_ITEMS)
                        .map(item -> new PackageContents.Item(
                                text(item.title()), text(item.href()), Math.max(1, Math.min(item.level(), 20))))
                        .toList(),
                metadata);
    }

    private static @Nullable String text(@Nullable String text) {
        return text == null ? null : Texts.printable(text, MAX_TEXT);
    }

    Extras with(PreviewKind kind, @Nullable String why) {
        return new Extras(kind, why, durationMillis, contents, placeSought);
    }

    Extras lasting(@Nullable Long millis) {
        return new Extras(preview, note, millis, contents, placeSought);
    }

    Extras containing(PackageContents found) {
        return new Extras(preview, note, durationMillis, found, placeSought);
    }

    Extras withPlaceSought() {
        return new Extras(preview, note, durationMillis, contents, true);
    }

    void write(Path folder) throws IOException {
        Path partial = folder.resolve(FILE + ".part");
        new ObjectMapper().writeValue(partial.toFile(), this);
        Files.move(partial, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    /** What a worker has left in its folder, as far as it makes sense. */
    public static Extras read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_FILE) {
            return NONE;
        }
        try {
            return new ObjectMapper().readValue(file.toFile(), Extras.class);
        } catch (JsonProcessingException nonsense) {
            return NONE;
        }
    }
}
