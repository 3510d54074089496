package org.coursewarecommons.seeds;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;

/** A layered practice sheet with a table of questions and one of answers. */
final class PracticeSheet {
    private static final String[][] QUESTIONS = {
        {"题号", "层次", "题目", "我的答案"},
        {"1", "基础", "用分数表示：一张纸平均折成八份，其中一份是这张纸的（　）。", ""},
        {"2", "基础", "在○里填上“>”“<”或“=”：1/3 ○ 1/5", ""},
        {"3", "提高", "一根彩带长 8 分米，它的 1/4 长（　）分米。", ""},
        {"4", "挑战", "用两种不同的折法，折出一张正方形纸的 1/4，并画出来。", ""},
    };

    private static final String[][] ANSWERS = {
        {"题号", "参考答案"},
        {"1", "1/8"},
        {"2", "1/3 > 1/5"},
        {"3", "2"},
        {"4", "对边连续对折；沿两条对角线对折。答案不唯一。"},
    };

    private PracticeSheet() {}

    static void write(Path target) throws IOException {
        try (var document = new XWPFDocument();
                var bytes = new ByteArrayOutputStream()) {
            paragraph(document, "分数的初步认识 课堂练习单", 20, ParagraphAlignment.CENTER);
            paragraph(document, "建议用时：15 分钟。基础题人人做，提高题和挑战题任选一题。", 12, ParagraphAlignment.LEFT);
            table(document, QUESTIONS);
            paragraph(document, "参考答案（教师用）", 16, ParagraphAlignment.LEFT);
            table(document, ANSWERS);
            Slides.describe(document.getProperties(), "分数的初步认识 课堂练习单");
            document.write(bytes);
            StablePackage.rewrite(target, bytes.toByteArray());
        }
    }

    private static void paragraph(XWPFDocument document, String words, int size, ParagraphAlignment alignment) {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setAlignment(alignment);
        var run = paragraph.createRun();
        run.setText(words);
        run.setFontSize(size);
        run.setFontFamily("SimSun");
    }

    private static void table(XWPFDocument document, String[][] cells) {
        XWPFTable table = document.createTable(cells.length, cells[0].length);
        table.setWidth("100%");
        for (int r = 0; r < cells.length; r++) {
            for (int c = 0; c < cells[r].length; c++) {
                table.getRow(r).getCell(c).setText(cells[r][c]);
            }
        }
    }
}
