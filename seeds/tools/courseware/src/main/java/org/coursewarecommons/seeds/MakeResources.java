package org.coursewarecommons.seeds;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the demo district's resources in the format of a bulk import: {@code manifest.csv} and one folder of files an
 * item. Arguments: the outline, the chapters of the taxonomy, the target folder. Same output on every run.
 */
public final class MakeResources {

    private final List<String[]> chapters;
    private final SmallFiles files;
    private final Path out;

    private MakeResources(List<String[]> chapters, SmallFiles files, Path out) {
        this.chapters = chapters;
        this.files = files;
        this.out = out;
    }

    /** Makes all files. */
    public static void main(String[] args) throws IOException {
        System.setProperty("java.awt.headless", "true");
        Path font = Path.of(System.getProperty("font", "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"));
        List<String[]> chapters = Files.readAllLines(Path.of(args[1]), StandardCharsets.UTF_8).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
        Path out = Path.of(args[2]);
        new MakeResources(chapters, new SmallFiles(font), out).run(Outline.read(Path.of(args[0])));
    }

    private void run(List<Outline> items) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        for (Outline item : items) {
            Path folder = Files.createDirectories(out.resolve("files").resolve(item.code()));
            files.write(item, folder.resolve(item.fileName()));
            rows.add(row(item));
        }
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> columns.addAll(row.keySet()));
        StringBuilder manifest = new StringBuilder(String.join(",", columns)).append('\n');
        rows.forEach(row -> manifest.append(columns.stream()
                        .map(column -> quoted(row.getOrDefault(column, "")))
                        .collect(Collectors.joining(",")))
                .append('\n'));
        Files.writeString(out.resolve("manifest.csv"), manifest);
        System.out.println("made " + rows.size() + " items in " + out);
    }

    private static String quoted(String value) {
        return value.matches("(?s).*[,\"\\n].*") ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }

    private Map<String, String> row(Outline item) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("externalKey", item.code());
        row.put("owner", "T-" + item.school() + "-0" + (1 + item.number() % 3));
        row.put("version", version(item));
        row.put("changed", changed(item));
        content(item, row);
        classification(item, row);
        rights(item, row);
        row.put("targetScope/level", item.scope());
        row.put("files", "files/" + item.code() + "/" + item.fileName());
        recorded(item, row);
        row.values().removeIf(String::isEmpty);
        return row;
    }

    private static String version(Outline item) {
        return switch (item.scenario()) {
            case "new-version-minor" -> "1.1";
            case "new-version-major" -> "2.0";
            default -> "1.0";
        };
    }

    private static String changed(Outline item) {
        return switch (item.scenario()) {
            case "new-version-minor" -> "改正两处文字，补充一张图。";
            case "new-version-major" -> "按新教材重新设计了练习部分。";
            default -> "";
        };
    }

    private static void content(Outline item, Map<String, String> row) {
        row.put("title", item.title());
        row.put("description", LessonText.description(item));
        row.put("keywords", item.topic().replace(";", " ") + ";" + item.kind() + ";" + item.audience());
        row.put("language", item.subject().equals("YY") ? "zh" : "zh");
        row.put("adviceForUse", LessonText.advice(item));
        row.put("audience", Set.of("RESEARCH", "LESSON_PLAN", "CASE").contains(item.type()) ? "TEACHER" : "TEACHER;STUDENT");
        row.put("useScene", useScene(item));
        row.put("contexts", contexts(item));
        row.put("offlineUsable", "true");
        row.put("difficulty", Integer.toString(1 + item.number() % 4));
        row.put("structure", item.granularity().equals("LESSON") ? "LINEAR" : "COLLECTION");
        row.put("interactivityType", Set.of("EXERCISE", "QUIZ_BANK", "EXPERIMENT", "TASK_SHEET").contains(item.type()) ? "ACTIVE" : "EXPOSITIVE");
        row.put("learningTime", item.granularity().equals("LESSON") ? "PT40M" : "PT4H");
        row.put("duration", item.format().equals("mp4") ? "PT2S" : "");
    }

    private static String useScene(Outline item) {
        return switch (item.type()) {
            case "EXERCISE", "QUIZ_BANK" -> "AFTER_CLASS";
            case "TASK_SHEET" -> "BEFORE_CLASS;IN_CLASS";
            case "CLUB_COURSE" -> "AFTER_SCHOOL";
            case "RESEARCH", "CASE" -> "RESEARCH";
            default -> "IN_CLASS";
        };
    }

    private static String contexts(Outline item) {
        return item.scenario().contains("rural") || item.number() % 5 == 0 ? "RURAL_SMALL;OFFLINE" : "TOWN;OFFLINE";
    }

    private void classification(Outline item, Map<String, String> row) {
        row.put("type", item.type());
        row.put("stage", item.stage());
        row.put("grades", item.grade().isEmpty() ? "" : "G0" + item.grade());
        row.put("subject", item.subject());
        row.put("granularity", item.granularity());
        String volume = item.volume().equals("S1") ? "V1" : item.volume().equals("S2") ? "V2" : "VA";
        String edition = edition(item);
        String chapter = chapter(item, edition, volume);
        row.put("edition", edition);
        row.put("volume", edition.equals("NONE") ? "" : volume);
        row.put("printSeries", chapter.isEmpty() ? "" : "2012");
        row.put("chapters", chapter);
        row.put("standards", item.grade().isEmpty() ? "" : "《义务教育课程标准（2022年版）》" + item.audience() + "学业要求");
        row.put("lessonKind", item.type().equals("EXPERIMENT") ? "EXPERIMENT" : item.granularity().equals("LESSON") ? "NEW" : "");
        row.put("clubKind", item.type().equals("CLUB_COURSE") ? "QUALITY" : "");
        row.put("researchKind", item.type().equals("RESEARCH") ? "COLLECTIVE_PREP" : "");
    }

    private static String edition(Outline item) {
        return switch (item.subject()) {
            case "YW", "DF", "LS" -> "TB";
            case "SX", "WL", "HX", "SW", "DL" -> "RJ";
            case "YY" -> "RJJT";
            case "KX" -> "JK";
            case "YS-YL" -> "RY";
            case "YS-MS" -> "RM";
            default -> "NONE";
        };
    }

    /** The chapter with most characters of the topic, where the tree of the book is here. */
    private String chapter(Outline item, String edition, String volume) {
        String[] best = null;
        long most = -1;
        for (String[] chapter : chapters) {
            if (chapter[2].equals(item.subject())
                    && chapter[4].equals("G0" + item.grade())
                    && chapter[5].equals(edition)
                    && chapter[7].equals(volume)) {
                long common = item.topic().chars().filter(c -> chapter[10].indexOf(c) >= 0).count();
                if (common > most) {
                    most = common;
                    best = chapter;
                }
            }
        }
        return best == null ? "" : best[0];
    }

    private static void rights(Outline item, Map<String, String> row) {
        row.put("licence", List.of("DISTRICT_EDU", "CC_BY", "CC_BY_NC").get(item.number() % 3));
        row.put("rightsBasis", item.number() % 4 == 0 ? "WORK_FOR_HIRE" : "ORIGINAL");
        String author = "T-" + item.school() + "-0" + (1 + item.number() % 3);
        row.put("contributors/0/name", author.replace("T-", "教师-"));
        row.put("contributors/0/role", "AUTHOR");
        row.put("contributors/0/person", author);
        row.put("personsVisible", item.type().equals("LESSON_VIDEO") ? "STUDENTS_CONSENTED" : item.type().equals("MICRO_LESSON") ? "TEACHER_ONLY" : "NONE");
        boolean assisted = item.scenario().equals("ai-assisted-labelled");
        row.put("ai/share", assisted ? "ASSISTED" : "NONE");
        row.put("ai/tool", assisted ? "课件配图生成工具（示例）" : "");
        row.put("ai/labelPresent", assisted ? "true" : "");
    }

    private static void recorded(Outline item, Map<String, String> row) {
        row.put("state", item.state());
        row.put("scope", item.scope());
        boolean wasPublished = Arrays.asList(
                        "PUBLISHED", "RETIRED", "RETIRE_NOTICE", "IN_APPEAL", "SUSPENDED", "SUPERSEDED")
                .contains(item.state());
        row.put("decision", wasPublished ? item.number() % 7 == 0 ? "APPROVED_RECOMMENDED" : "APPROVED" : "");
        row.put("recommended", wasPublished && item.number() % 7 == 0 ? "true" : "");
        row.put("createdAt", day(item.number()));
        row.put("publishedAt", wasPublished ? day(item.number() + 14) : "");
        row.put("scenario", item.scenario());
    }

    /** Spread over the school year 2025/26. */
    private static String day(int number) {
        return java.time.LocalDate.of(2025, 9, 1).plusDays(number).toString();
    }
}
