package org.coursewarecommons.inspection.worker;

import static org.coursewarecommons.inspection.worker.HostileArchives.text;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Builds Office files part by part, sound or not. */
final class OfficeFiles {

    private OfficeFiles() {}

    /** The file with one part more, or another in its place. */
    static byte[] with(byte[] file, String part, byte[] content) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        parts.put(part, content);
        String extension = FileKind.extension(part);
        String types = new String(parts.get("[Content_Types].xml"), StandardCharsets.UTF_8);
        if (!types.contains("Extension=\"" + extension + "\"") && !extension.equals("xml")) {
            // Without it no program takes the file for whole.
            String more = "<Default Extension=\"" + extension + "\" ContentType=\"application/octet-stream\"/></Types>";
            parts.put("[Content_Types].xml", text(types.replace("</Types>", more)));
        }
        return TestFiles.zip(parts);
    }

    static byte[] docx(String part, String content) {
        return with(TestFiles.docx("text"), part, text(content));
    }

    static byte[] xlsx() {
        return TestFiles.written(out -> {
            try (XSSFWorkbook workbook = new XSSFWorkbook()) {
                workbook.createSheet("成绩").createRow(0).createCell(0).setCellValue(95);
                workbook.write(out);
            }
        });
    }

    static String relationship(String type, String target, String mode) {
        String external = mode.isEmpty() ? "" : " TargetMode=\"" + mode + "\"";
        return "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + "<Relationship Id=\"rId9\" Type=\"" + type + "\" Target=\"" + target + "\"" + external
                + "/></Relationships>";
    }

    static byte[] action(String action) {
        return text("<?xml version=\"1.0\"?><p:sld xmlns:p=\"p\" xmlns:a=\"a\"><a:hlinkClick action=\"" + action
                + "\"/></p:sld>");
    }

    /** A compound file with one stream. */
    static byte[] ole(String name, byte[] content) {
        return TestFiles.written(out -> {
            try (POIFSFileSystem container = new POIFSFileSystem()) {
                container.createDocument(new ByteArrayInputStream(content), name);
                container.writeFilesystem(out);
            }
        });
    }

    /** What the packager of Windows writes around an embedded file (MS-OLEDS 2.3.6). */
    static byte[] packed(String name, byte[] content) {
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
        little(object, 2, 2);
        object.writeBytes(encoded);
        object.write(0);
        object.writeBytes(encoded);
        object.write(0);
        little(object, 0, 2);
        little(object, 3, 2);
        little(object, encoded.length + 1, 4);
        object.writeBytes(encoded);
        object.write(0);
        little(object, content.length, 4);
        object.writeBytes(content);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        little(whole, object.size(), 4);
        whole.writeBytes(object.toByteArray());
        return whole.toByteArray();
    }

    private static void little(ByteArrayOutputStream out, int value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write(value >>> 8 * i);
        }
    }

    /** The start of an old workbook with a sheet of Excel 4 macros. */
    static byte[] excel4() {
        return TestFiles.written(out -> {
            DataOutputStream records = new DataOutputStream(out);
            records.write(new byte[] {0x09, 0x08, 4, 0, 0, 6, 5, 0});
            records.write(new byte[] {(byte) 0x85, 0, 14, 0, 0, 0, 0, 0, 2, 1, 6, 0, 'M', 'a', 'c', 'r', 'o', '1'});
            records.write(new byte[] {0x0A, 0, 0, 0});
            records.write(new byte[5000]);
        });
    }
}
