package org.coursewarecommons.interop;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.mozilla.universalchardet.UniversalDetector;

/** Reads manifests: CSV in whatever encoding a spreadsheet saves it, or XLSX. */
final class ManifestReader {

    static final int MAX_ROWS = 20_000;
    static final int MAX_COLUMNS = 300;
    static final int MAX_CELL = 32_767;
    static final int MAX_BYTES = 16 << 20;

    private ManifestReader() {}

    /** @throws UnusableArchive when it can't be read */
    static List<ManifestRow> read(String name, byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new UnusableArchive("manifest-too-large", MAX_BYTES);
        }
        Table table = new Table();
        if (name.endsWith(".xlsx")) {
            XlsxSheet.read(bytes, table);
        } else {
            csv(text(bytes), table);
        }
        return table.rows();
    }

    private static void csv(String text, Table table) {
        int end = text.indexOf('\n');
        String head = end < 0 ? text : text.substring(0, end);
        char delimiter = head.indexOf('\t') >= 0 && head.indexOf(',') < 0 ? '\t' : ',';
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(false)
                .get();
        try (CSVParser records = CSVParser.parse(new StringReader(text), format)) {
            for (CSVRecord record : records) {
                List<String> cells = record.toList();
                for (int i = 0; i < cells.size(); i++) {
                    table.cell(Math.toIntExact(record.getRecordNumber()), i, cells.get(i));
                }
            }
        } catch (IOException | java.io.UncheckedIOException broken) {
            throw new UnusableArchive("manifest-unreadable");
        }
    }

    private static String text(byte[] bytes) {
        String bom = UniversalDetector.detectCharsetFromBOM(bytes);
        if (bom != null && Charset.isSupported(bom)) {
            return decode(bytes, Charset.forName(bom)).replaceFirst("^\\uFEFF", "");
        }
        try {
            return strictly(bytes, StandardCharsets.UTF_8);
        } catch (CharacterCodingException otherwise) {
            UniversalDetector detector = new UniversalDetector();
            detector.handleData(bytes);
            detector.dataEnd();
            String found = detector.getDetectedCharset();
            if (found == null || !found.startsWith("GB")) {
                throw new UnusableArchive("manifest-encoding");
            }
            return decode(bytes, Charset.forName("GB18030"));
        }
    }

    private static String decode(byte[] bytes, Charset charset) {
        try {
            return strictly(bytes, charset);
        } catch (CharacterCodingException damaged) {
            throw new UnusableArchive("manifest-encoding");
        }
    }

    static String strictly(byte[] bytes, Charset charset) throws CharacterCodingException {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /** Takes cells in the order in which they come and keeps to the limits. */
    static final class Table {

        private final List<String> header = new ArrayList<>();
        private final TreeMap<Integer, Map<String, String>> rows = new TreeMap<>();

        /** @param row from 1; @param column from 0 */
        void cell(int row, int column, String text) {
            if (text.isEmpty()) {
                return;
            }
            if (column >= MAX_COLUMNS || text.length() > MAX_CELL) {
                throw new UnusableArchive(column >= MAX_COLUMNS ? "too-many-columns" : "cell-too-long", row);
            }
            if (row == 1) {
                while (header.size() <= column) {
                    header.add("");
                }
                header.set(column, text.strip());
                return;
            }
            if (text.isBlank()) {
                return;
            }
            if (column >= header.size() || header.get(column).isEmpty()) {
                throw new UnusableArchive("cell-without-column", row);
            }
            rows.computeIfAbsent(row, number -> new TreeMap<>()).put(header.get(column), Cells.unguarded(text));
            if (rows.size() > MAX_ROWS) {
                throw new UnusableArchive("too-many-rows", MAX_ROWS);
            }
        }

        List<ManifestRow> rows() {
            Set<String> names = new LinkedHashSet<>();
            header.stream().filter(name -> !name.isEmpty()).forEach(name -> {
                if (!names.add(name)) {
                    throw new UnusableArchive("column-twice", name);
                }
            });
            if (!names.contains(Columns.EXTERNAL_KEY)) {
                throw new UnusableArchive("column-missing", Columns.EXTERNAL_KEY);
            }
            return rows.entrySet().stream()
                    .map(row -> new ManifestRow(row.getKey(), row.getValue()))
                    .toList();
        }
    }
}
