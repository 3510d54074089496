package org.coursewarecommons.inspection.worker;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFSlide;

/**
 * Draws the first pages of a file as PNG. Each is drawn anew, so nothing of the original's metadata (where a photograph
 * was taken, who wrote the slides) comes along.
 */
public final class Previews {

    public static final int MAX_PAGES = 5;
    /** Pixels of the longer side. */
    public static final int MAX_SIDE = 1280;
    /** Of one page; all pages together thus stay within 10 MiB. */
    public static final long MAX_BYTES = 2L << 20;

    /** A page may be drawn larger than it is, but not so that a stamp fills the screen. */
    private static final double MAX_ENLARGEMENT = 3;

    private final Path folder;

    /** @param folder into which the pages go, as {@link #fileName} says */
    Previews(Path folder) {
        this.folder = folder;
    }

    /** @param page from 1 */
    public static String fileName(int page) {
        return "preview-" + page + ".png";
    }

    /** One picture, upright and no larger than a page. */
    void picture(Path file) throws IOException {
        write(1, new PictureReader(MAX_SIDE).read(file));
    }

    /** The first pages. Those done before a failure stay. */
    void pdf(Path file) throws IOException {
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            PDFRenderer renderer = new PDFRenderer(document);
            renderer.setSubsamplingAllowed(true);
            for (int page = 0; page < Math.min(MAX_PAGES, document.getNumberOfPages()); page++) {
                PDRectangle box = document.getPage(page).getCropBox();
                double scale = scale(box.getWidth(), box.getHeight());
                write(page + 1, renderer.renderImage(page, (float) scale, ImageType.RGB));
            }
        }
    }

    /** The first slides, like {@link #pdf}. */
    void slides(Path file) throws IOException, InvalidFormatException {
        try (OPCPackage container = OPCPackage.open(file.toFile(), PackageAccess.READ);
                XMLSlideShow show = new XMLSlideShow(container)) {
            Dimension size = show.getPageSize();
            double scale = scale(size.getWidth(), size.getHeight());
            List<XSLFSlide> slides = show.getSlides();
            for (int page = 0; page < Math.min(MAX_PAGES, slides.size()); page++) {
                write(page + 1, slide(slides.get(page), size, scale));
            }
        }
    }

    private static BufferedImage slide(XSLFSlide slide, Dimension size, double scale) {
        BufferedImage image = blank(pixels(size.getWidth(), scale), pixels(size.getHeight(), scale));
        Graphics2D graphics = graphics(image);
        try {
            graphics.scale(scale, scale);
            slide.draw(graphics);
        } finally {
            graphics.dispose();
        }
        return image;
    }

    /** Makes it smaller until it fits: a page of noise compresses badly. */
    private void write(int page, BufferedImage drawn) throws IOException {
        Path partial = folder.resolve(fileName(page) + ".part");
        BufferedImage image = fit(drawn, MAX_SIDE);
        ImageIO.write(image, "png", partial.toFile());
        while (Files.size(partial) > MAX_BYTES) {
            image = fit(image, Math.max(image.getWidth(), image.getHeight()) * 3 / 4);
            ImageIO.write(image, "png", partial.toFile());
        }
        Files.move(partial, folder.resolve(fileName(page)), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Opaque, on white, and no side longer than this. */
    private static BufferedImage fit(BufferedImage image, int side) {
        double scale = Math.min(1, (double) side / Math.max(image.getWidth(), image.getHeight()));
        if (scale == 1 && image.getType() == BufferedImage.TYPE_INT_RGB) {
            return image;
        }
        BufferedImage fitted = blank(pixels(image.getWidth(), scale), pixels(image.getHeight(), scale));
        Graphics2D graphics = graphics(fitted);
        try {
            graphics.drawImage(image, 0, 0, fitted.getWidth(), fitted.getHeight(), null);
        } finally {
            graphics.dispose();
        }
        return fitted;
    }

    private static BufferedImage blank(int width, int height) {
        return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    }

    private static Graphics2D graphics(BufferedImage image) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        return graphics;
    }

    private static double scale(double width, double height) throws IOException {
        double longer = Math.max(width, height);
        if (!(longer > 0)) {
            throw new IOException("a page without size");
        }
        return Math.min(MAX_ENLARGEMENT, MAX_SIDE / longer);
    }

    private static int pixels(double length, double scale) {
        return Math.max(1, (int) Math.round(length * scale));
    }
}
