package org.coursewarecommons.evaluation;

/** Resource types that teachers use alike: the fourth rung of the peers' ladder. */
final class TypeGroups {

    private TypeGroups() {}

    static String of(String type) {
        return switch (type) {
            case "COURSEWARE", "LESSON_PLAN", "UNIT_PLAN", "LESSON_PACK", "CASE" -> "TEACHING";
            case "MICRO_LESSON", "LESSON_VIDEO", "EXPERIMENT" -> "VIDEO";
            case "TASK_SHEET", "EXERCISE", "QUIZ_BANK", "PAPER" -> "PRACTICE";
            case "MATERIAL", "DIGITAL_TEXT", "TOOL_LINK" -> "MATERIAL";
            case "CLUB_COURSE", "TOPIC_PACK" -> "COURSE";
            default -> "TEACHER_GROWTH";
        };
    }
}
