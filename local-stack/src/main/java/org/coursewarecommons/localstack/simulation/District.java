package org.coursewarecommons.localstack.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** What the seeds say of the demo district: its terms, its teachers, and its published items with their seasons. */
final class District {

    /** {@code S1-W07/S1-W08}. */
    private static final int PLANNED = 15;

    private static final int MARGIN = 2;
    private static final double GENERAL_TEACHERS = 60;
    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private final Path seeds;
    private final List<SchoolTerm> terms;
    private final List<Person> teachers;
    private final Map<String, Person> byCode = new HashMap<>();
    private final Map<String, String> planned = new HashMap<>();
    private final Map<String, String> halves = new HashMap<>();

    /** @param codes of the terms that are played, in their order */
    District(Path seeds, List<String> codes) {
        this.seeds = seeds;
        this.terms = rows("calendar/terms.csv").stream()
                .filter(row -> codes.contains(row.get("code")))
                .map(row -> new SchoolTerm(
                        row.get("code"),
                        LocalDate.parse(row.get("first_day")),
                        LocalDate.parse(row.get("last_day")),
                        Integer.parseInt(row.get("teaching_weeks")),
                        Integer.parseInt(row.get("exam_weeks")),
                        LocalDate.parse(row.get("freeze_day"))))
                .toList();
        Map<String, CSVRecord> schools = new HashMap<>();
        rows("organisations/schools.csv").forEach(row -> schools.put(row.get("code"), row));
        this.teachers = rows("organisations/persons.csv").stream()
                .filter(row -> row.get("code").startsWith("T-"))
                .map(row -> {
                    CSVRecord school = schools.get(row.get("school_code"));
                    return new Person(
                            row.get("code"), row.get("school_code"), school.get("cls"), school.get("collective"));
                })
                .toList();
        teachers.forEach(teacher -> byCode.put(teacher.code(), teacher));
        rows("taxonomy/chapters.csv").forEach(row -> planned.put(row.get("code"), row.get("planned_weeks")));
        rows("taxonomy/volumes.csv").forEach(row -> halves.put(row.get("code"), row.get("term")));
    }

    List<SchoolTerm> terms() {
        return terms;
    }

    List<Person> teachers() {
        return teachers;
    }

    Person teacher(String code) {
        Person found = byCode.get(code);
        if (found == null) {
            throw new IllegalArgumentException("no teacher of the seeds: " + code);
        }
        return found;
    }

    /** Names by which robots give themselves away. */
    List<String> robots() {
        return rows("usage/robots.csv").stream().map(row -> row.get("pattern")).toList();
    }

    /** The published items of the seeds. @param shown keys of those that the system has as published */
    List<Item> items(Set<String> shown, long seed) {
        List<Item> items = new ArrayList<>();
        for (CSVRecord row : rows("resources/manifest.csv")) {
            String key = row.get("externalKey");
            if (row.get("state").equals("PUBLISHED") && shown.contains(key) && byCode.containsKey(row.get("owner"))) {
                Dice dice = new Dice(seed, "item/" + key);
                double quality = quality(row.get("scenario"), dice);
                items.add(item(
                        key,
                        row.get("owner"),
                        row.get("scope"),
                        row.get("scenario"),
                        quality,
                        new Place(
                                split(row.get("chapters")),
                                row.get("volume"),
                                split(row.get("grades")).size(),
                                LocalDate.parse(row.get("publishedAt"))),
                        dice));
            }
        }
        return items;
    }

    /** Where it is taught. @param grades how many; 0 means all */
    record Place(List<String> chapters, String volume, int grades, LocalDate published) {}

    Item item(String key, String owner, String scope, String scenario, double quality, Place place, Dice dice) {
        List<LocalDate> season = new ArrayList<>();
        List<LocalDate> around = new ArrayList<>();
        for (SchoolTerm term : terms) {
            for (int week = 1; week <= term.teachingWeeks() + term.examWeeks(); week++) {
                LocalDate monday = term.monday(week);
                boolean teaching = week <= term.teachingWeeks();
                if (!monday.isBefore(place.published)) {
                    (teaching && isTaught(place, term.half(), week) ? season : around).add(monday);
                }
            }
        }
        return new Item(
                key, owner, scope, scenario, quality, weight(scope, quality, place, season, dice), season, around);
    }

    private boolean isTaught(Place place, String half, int week) {
        List<String> spans = place.chapters.stream()
                .map(chapter -> planned.getOrDefault(chapter, ""))
                .filter(span -> span.length() == PLANNED)
                .toList();
        if (spans.isEmpty()) {
            String own = halves.getOrDefault(place.volume, "");
            return !own.matches("S[12]") || own.equals(half);
        }
        return spans.stream()
                .anyMatch(span -> span.startsWith(half)
                        && week >= Integer.parseInt(span.substring(4, 6)) - MARGIN
                        && week <= Integer.parseInt(span.substring(12, 14)) + MARGIN);
    }

    /** The better, the more use; the more teachers and weeks, too, but what is for all grows over no one's head. */
    private static double weight(String scope, double quality, Place place, List<LocalDate> season, Dice dice) {
        double reach =
                switch (scope) {
                    case "SCHOOL" -> 0.1;
                    case "COLLECTIVE" -> 0.3;
                    default -> 1;
                };
        double grades = place.grades == 0 ? 3 : Math.min(3, place.grades);
        double opportunity = GENERAL_TEACHERS * reach * grades * Math.max(1, Math.min(12, season.size()));
        return opportunity * (.004 + .05 * quality * quality) * StrictMath.exp(.2 * dice.bell());
    }

    /** Some of the seeds say how good they are. */
    private static double quality(String scenario, Dice dice) {
        double drawn = dice.quality();
        return switch (scenario) {
            case "promote-candidate", "promote-city", "rural-origin-hit", "cross-collective-hit" -> .9 + drawn / 10;
            case "improve-1st", "sole-source-cell", "small-subject-protected" -> .1 + drawn / 10;
            case "low-2nd-window", "rural-heavy-use" -> drawn / 20;
            default -> drawn;
        };
    }

    private static List<String> split(String cell) {
        return Stream.of(cell.split(";")).filter(part -> !part.isBlank()).toList();
    }

    private List<CSVRecord> rows(String file) {
        try (var reader = Files.newBufferedReader(seeds.resolve(file));
                var parser = CSV.parse(reader)) {
            return parser.getRecords();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
