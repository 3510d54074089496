package org.coursewarecommons.seeds;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes every sample file into the folder given as the first argument. The files are committed; this is run again
 * only to change them. Needs a CJK TrueType font: {@code -Dfont=…}, by default Debian's fonts-wqy-microhei.
 */
public final class MakeCourseware {
    private MakeCourseware() {}

    /** Makes all files. */
    public static void main(String[] args) throws IOException {
        System.setProperty("java.awt.headless", "true");
        Path out = Path.of(args[0]);
        Path font = Path.of(System.getProperty("font", "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"));
        if (!Files.isReadable(font)) {
            throw new IOException("no font at " + font + ": install fonts-wqy-microhei or give -Dfont=<file.ttc>");
        }
        Slides.write(out.resolve("fenshu-chubu-renshi.pptx"));
        PracticeSheet.write(out.resolve("fenshu-lianxi.docx"));
        Handout.write(out.resolve("changfangxing-zhouchang.pdf"), font);
        Film.write(out.resolve("fenshu-weike.mp4"), font);
        StablePackage.ofResources(
                out.resolve("tuxing-rendu.zip"), "scorm", "imsmanifest.xml", "index.html", "lesson.js", "style.css");
        // A picture that only claims to be a PDF: the inspection must believe the bytes.
        Files.write(out.resolve("not-really.pdf"), Pictures.png(Pictures.disc(2, Color.ORANGE)));
        System.out.println("made the samples in " + out);
    }
}
