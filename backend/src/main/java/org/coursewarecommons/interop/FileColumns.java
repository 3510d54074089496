package org.coursewarecommons.interop;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.coursewarecommons.catalog.Deposits;
import org.coursewarecommons.interop.ParsedRow.FileReference;
import org.coursewarecommons.shared.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.stereotype.Component;

/** The files of a row: {@code files} as a list of paths, or {@code files/0/path} with name, role and more beside it. */
@Component
class FileColumns {

    static final int MAX_FILES = 50;
    private static final int MAX_NAME = 120;
    private static final Set<String> ROLES = Set.of("MAIN", "ATTACHMENT");
    private static final Set<String> PARTS = Set.of("path", "name", "role", "mediaType", "sha256");

    private final Deposits deposits;

    FileColumns(Deposits deposits) {
        this.deposits = deposits;
    }

    List<FileReference> read(Map<String, String> cells, ImportArchive archive, List<RowFault> faults) {
        List<FileReference> files = new ArrayList<>();
        String list = cells.get(Columns.FILES);
        if (list != null) {
            Cells.split(list).forEach(path -> files.add(file(Columns.FILES, path, null, "MAIN", null, null)));
        }
        for (int index : indices(cells, faults)) {
            String at = Columns.FILES + "/" + index + "/";
            String path = cells.get(at + "path");
            if (path == null) {
                faults.add(RowFault.of(at + "path", "required"));
                continue;
            }
            String role = cells.getOrDefault(at + "role", "MAIN").strip();
            files.add(file(
                    at + "path",
                    path,
                    cells.get(at + "name"),
                    role,
                    cells.get(at + "mediaType"),
                    cells.get(at + "sha256")));
            if (!ROLES.contains(role)) {
                faults.add(RowFault.of(at + "role", "unknown-code", role));
            }
        }
        if (files.size() > MAX_FILES) {
            faults.add(RowFault.of(Columns.FILES, "too-many-files", MAX_FILES));
        }
        files.forEach(file -> check(file, archive, faults));
        return files;
    }

    private static Set<Integer> indices(Map<String, String> cells, List<RowFault> faults) {
        Set<Integer> indices = new TreeSet<>();
        Set<String> odd = new HashSet<>();
        for (String column : cells.keySet()) {
            if (column.startsWith(Columns.FILES + "/")) {
                String[] parts = column.split("/", -1);
                if (parts.length == 3 && parts[1].matches("\\d{1,2}") && PARTS.contains(parts[2])) {
                    indices.add(Integer.valueOf(parts[1]));
                } else {
                    odd.add(column);
                }
            }
        }
        odd.forEach(column -> faults.add(RowFault.of(column, "unknown-property")));
        return indices;
    }

    private static FileReference file(
            String column,
            String path,
            @Nullable String name,
            String role,
            @Nullable String mediaType,
            @Nullable String sha256) {
        String shown = name == null ? path.substring(path.replace('\\', '/').lastIndexOf('/') + 1) : name;
        String type = mediaType == null
                ? MediaTypeFactory.getMediaType(shown).map(MediaType::toString).orElse("application/octet-stream")
                : mediaType.strip();
        return new FileReference(
                Ids.next(),
                column,
                path.strip(),
                shown.strip(),
                role,
                type,
                sha256 == null ? null : sha256.strip().toLowerCase(Locale.ROOT));
    }

    private void check(FileReference file, ImportArchive archive, List<RowFault> faults) {
        RowFault refusal = archive.refusal(file.column(), file.path());
        if (refusal != null) {
            faults.add(refusal);
        }
        String name = file.name();
        if (name.isEmpty() || name.codePointCount(0, name.length()) > MAX_NAME) {
            faults.add(RowFault.of(file.column(), "length", 1, MAX_NAME));
        } else if (name.equals(".") || name.equals("..") || name.codePoints().anyMatch(FileColumns::isForbidden)) {
            faults.add(RowFault.of(file.column(), "file-name"));
        } else {
            deposits.refusal(name)
                    .ifPresent(fault -> faults.add(RowFault.of(
                            file.column(), fault.code(), fault.args().toArray())));
        }
        if (file.mediaType().length() > 200) {
            faults.add(RowFault.of(file.column(), "length", 1, 200));
        }
    }

    /** As for uploads: no path, nothing that makes a name read otherwise than it is. */
    private static boolean isForbidden(int character) {
        int type = Character.getType(character);
        return character == '/'
                || character == '\\'
                || Character.isISOControl(character)
                || type == Character.SURROGATE
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
