package org.coursewarecommons.seeds;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import java.util.zip.ZipFile;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFTextShape;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.jcodec.api.FrameGrab;
import org.jcodec.common.DemuxerTrackMeta;
import org.jcodec.common.io.NIOUtils;

/**
 * Opens every sample again with the libraries and fails on the first one that is not what it should be. The first
 * argument is the samples' folder, further ones are courseware packages that were made larger for an upload in parts.
 */
public final class CheckCourseware {
    private CheckCourseware() {}

    /** Checks all samples. */
    public static void main(String[] args) throws Exception {
        Path dir = Path.of(args[0]);
        slides(dir.resolve("fenshu-chubu-renshi.pptx"));
        for (int i = 1; i < args.length; i++) {
            slides(Path.of(args[i]));
        }
        practiceSheet(dir.resolve("fenshu-lianxi.docx"));
        handout(dir.resolve("changfangxing-zhouchang.pdf"));
        film(dir.resolve("fenshu-weike.mp4"));
        try (var zip = new ZipFile(dir.resolve("tuxing-rendu.zip").toFile());
                InputStream in = zip.getInputStream(zip.getEntry("imsmanifest.xml"))) {
            String manifest = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            hold(manifest.contains("<schemaversion>1.2</schemaversion>"), "SCORM 1.2");
        }
        byte[] picture = Files.readAllBytes(dir.resolve("not-really.pdf"));
        hold(picture[1] == 'P' && picture[2] == 'N' && picture[3] == 'G', "not-really.pdf is a PNG");
        System.out.println("all samples open");
    }

    private static void slides(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                var show = new XMLSlideShow(in)) {
            hold(show.getSlides().size() == 3, file + " has three slides");
            String text = show.getSlides().stream()
                    .flatMap(s -> s.getShapes().stream())
                    .filter(XSLFTextShape.class::isInstance)
                    .map(s -> ((XSLFTextShape) s).getText())
                    .reduce("", (a, b) -> a + "\n" + b);
            hold(text.contains(Slides.TITLE) && text.contains(Slides.BODY_PHRASE), file + " holds its phrases");
            System.out.printf("%s: %d bytes, %d pictures%n", file, Files.size(file), show.getPictureData().size());
        }
    }

    private static void practiceSheet(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                var document = new XWPFDocument(in)) {
            hold(document.getTables().size() == 2, file + " has two tables");
        }
    }

    private static void handout(Path file) throws IOException {
        try (var document = Loader.loadPDF(file.toFile())) {
            hold(new PDFTextStripper().getText(document).contains("长方形和正方形的周长"), file + " has its title");
            var resources = document.getPage(0).getResources();
            for (var name : resources.getFontNames()) {
                hold(resources.getFont(name).isEmbedded(), "the font is embedded");
            }
            hold(StreamSupport.stream(resources.getFontNames().spliterator(), false).count() == 1, "one font");
        }
    }

    private static void film(Path file) throws Exception {
        try (var channel = NIOUtils.readableChannel(file.toFile())) {
            FrameGrab grab = FrameGrab.createFrameGrab(channel);
            DemuxerTrackMeta track = grab.getVideoTrack().getMeta();
            int frames = 0;
            while (grab.getNativeFrame() != null) {
                frames++;
            }
            hold(frames == track.getTotalFrames() && track.getTotalDuration() >= 2, file + " plays to its end");
            System.out.printf("%s: %s, %d frames, %.1f s%n", file, track.getCodec(), frames, track.getTotalDuration());
        }
    }

    private static void hold(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException("does not hold: " + what);
        }
    }
}
