package org.coursewarecommons.localstack.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A lesson plan of some sentences as a Word file, each different enough from the others to be nobody's twin. */
final class SmallPlan {

    private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final int SENTENCES = 14;

    private static final List<String> WHO = List.of("同桌两人", "四人小组", "全班同学", "每位学生", "学习委员", "先完成的同学", "需要帮助的同学");
    private static final List<String> WHAT = List.of(
            "用方格纸画出图形",
            "摆一摆小棒",
            "量一量课桌的边",
            "读一读题目里的数",
            "写出自己的算式",
            "圈出关键的条件",
            "估一估结果",
            "比一比谁的方法简便",
            "折一折纸片",
            "记录每一步的结果",
            "找出生活里的例子",
            "把线段图补充完整");
    private static final List<String> THEN =
            List.of("再说说这样做的理由", "并在小组里交流", "由老师选两份展示", "然后互相检查", "最后整理成一句话", "再换一种方法试试", "把不明白的地方记下来", "课后讲给家长听");

    private SmallPlan() {}

    static byte[] docx(String title, Dice dice) {
        StringBuilder text = new StringBuilder(paragraph(title));
        for (int i = 1; i <= SENTENCES; i++) {
            text.append(paragraph("第" + i + "步:" + dice.of(WHO) + dice.of(WHAT) + "," + dice.of(THEN) + "。"));
        }
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                "[Content_Types].xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                        + "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>");
        parts.put(
                "_rels/.rels",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                        + "<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>");
        parts.put(
                "word/document.xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
                        + text + "</w:body></w:document>");
        return zip(parts);
    }

    private static String paragraph(String text) {
        return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>";
    }

    private static byte[] zip(Map<String, String> parts) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                ZipEntry entry = new ZipEntry(part.getKey());
                entry.setTimeLocal(TIME);
                zip.putNextEntry(entry);
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
            zip.finish();
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
