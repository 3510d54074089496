package org.coursewarecommons.seeds;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A line of {@code resources-outline.csv}: what an item of the demo district is and where it stands. */
record Outline(
        String code,
        String title,
        String type,
        String stage,
        String grade,
        String subject,
        String volume,
        String granularity,
        String format,
        String school,
        String collective,
        String state,
        String scope,
        String scenario) {

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("COURSEWARE", "课件"),
            Map.entry("LESSON_PLAN", "教学设计"),
            Map.entry("MICRO_LESSON", "微课"),
            Map.entry("LESSON_VIDEO", "课堂实录"),
            Map.entry("MATERIAL", "素材"),
            Map.entry("TASK_SHEET", "学习任务单"),
            Map.entry("LESSON_PACK", "课时资源包"),
            Map.entry("CLUB_COURSE", "社团课程"),
            Map.entry("EXPERIMENT", "实验演示"),
            Map.entry("EXERCISE", "课后练习"),
            Map.entry("RESEARCH", "教研成果"),
            Map.entry("QUIZ_BANK", "试题组"),
            Map.entry("TOPIC_PACK", "专题资源"),
            Map.entry("CASE", "教学案例"));

    private static final String[] GRADES = {"一", "二", "三", "四", "五", "六", "七", "八", "九"};

    /** The outline has no field with a comma or a quote in it. */
    static List<Outline> read(Path file) throws IOException {
        return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(f -> new Outline(
                        f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9], f[11], f[12], f[13], f[14]))
                .toList();
    }

    int number() {
        return Integer.parseInt(code.substring(4));
    }

    String topic() {
        return title.substring(title.indexOf('《') + 1, title.indexOf('》'));
    }

    String kind() {
        return KINDS.get(type);
    }

    String audience() {
        return grade.isEmpty() ? "义务教育各年级" : GRADES[Integer.parseInt(grade) - 1] + "年级";
    }

    /** Named as a teacher would. */
    String fileName() {
        String extension =
                switch (format) {
                    case "zip(package)", "qti.zip" -> "zip";
                    default -> format;
                };
        return topic().replaceAll("[:：/]", "-") + "-" + kind() + "." + extension;
    }
}
