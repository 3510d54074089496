package org.coursewarecommons.seeds;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Date;
import java.util.Optional;
import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.sl.usermodel.PictureData.PictureType;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFPictureShape;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTextBox;
import org.apache.poi.xslf.usermodel.XSLFTextParagraph;
import org.apache.poi.xslf.usermodel.XSLFTextRun;

/** The courseware of the journey: three slides, one phrase of which stands nowhere else. */
final class Slides {
    /** Stands in no title, description or other sample: finding it proves that the text of the file is searched. */
    static final String BODY_PHRASE = "把一块月饼平均分给四位小组长";

    static final String TITLE = "分数的初步认识";

    private Slides() {}

    static void write(Path target) throws IOException {
        try (var show = new XMLSlideShow();
                var bytes = new ByteArrayOutputStream()) {
            show.setPageSize(new Dimension(960, 540));
            XSLFSlide cover = show.createSlide();
            text(cover, 90, 150, 780, TITLE, 54, true);
            text(cover, 90, 260, 780, "小学数学 · 三年级上册 · 几分之一", 28, false);
            text(cover, 90, 330, 780, "示例课件：由项目自制，仅用于演示", 20, false);

            XSLFSlide half = show.createSlide();
            text(half, 60, 40, 840, "平均分与二分之一", 40, true);
            text(half, 60, 140, 480, "每份分得同样多，叫作平均分。", 26, false);
            text(half, 60, 210, 480, "把一个圆平均分成两份，每份是它的二分之一，写作 1/2。", 26, false);
            text(half, 60, 330, 480, "想一想：没有平均分，能用二分之一表示吗？", 26, false);
            picture(show, half, Pictures.png(Pictures.disc(2, new Color(0x4F, 0x9D, 0xDE))), "平均分成两份的圆，涂色一份");

            XSLFSlide quarter = show.createSlide();
            text(quarter, 60, 40, 840, "分一分，说一说", 40, true);
            text(quarter, 60, 140, 480, BODY_PHRASE + "，每人得到这块月饼的几分之几？", 26, false);
            text(quarter, 60, 260, 480, "先折一折、涂一涂，再写出这个分数：1/4。", 26, false);
            text(quarter, 60, 350, 480, "比一比：1/2 和 1/4，哪个大？", 26, false);
            picture(show, quarter, Pictures.png(Pictures.disc(4, new Color(0xE8, 0xA3, 0x3D))), "平均分成四份的月饼，涂色一份");

            describe(show.getProperties(), TITLE);
            show.write(bytes);
            StablePackage.rewrite(target, bytes.toByteArray());
        }
    }

    /** Fixed properties: the library would otherwise write the time of the run. */
    static void describe(POIXMLProperties properties, String title) {
        Optional<Date> made = Optional.of(new Date(1_767_225_600_000L));
        var core = properties.getCoreProperties();
        core.setTitle(title);
        core.setCreator("课件共享平台示例");
        core.setCreated(made);
        core.setModified(made);
    }

    private static void text(XSLFSlide slide, int x, int y, int width, String words, double size, boolean bold) {
        XSLFTextBox box = slide.createTextBox();
        box.setAnchor(new Rectangle(x, y, width, (int) (size * 2.4)));
        box.clearText();
        XSLFTextParagraph paragraph = box.addNewTextParagraph();
        XSLFTextRun run = paragraph.addNewTextRun();
        run.setText(words);
        run.setFontSize(size);
        run.setBold(bold);
        run.setFontFamily("Microsoft YaHei");
    }

    private static void picture(XMLSlideShow show, XSLFSlide slide, byte[] png, String alternativeText) {
        XSLFPictureShape shape = slide.createPicture(show.addPicture(png, PictureType.PNG));
        shape.setAnchor(new Rectangle(580, 140, 300, 300));
        var properties = (org.openxmlformats.schemas.presentationml.x2006.main.CTPicture) shape.getXmlObject();
        properties.getNvPicPr().getCNvPr().setDescr(alternativeText);
    }
}
