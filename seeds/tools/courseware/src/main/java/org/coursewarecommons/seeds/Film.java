package org.coursewarecommons.seeds;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.jcodec.api.awt.AWTSequenceEncoder;

/** A film of three seconds: a disc is cut into four and its quarters are filled one after the other. */
final class Film {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 272;
    private static final int FRAMES_PER_SECOND = 10;
    private static final int FRAMES = 30;

    private Film() {}

    static void write(Path target, Path fontFile) throws IOException {
        Font font = font(fontFile);
        AWTSequenceEncoder encoder = AWTSequenceEncoder.createSequenceEncoder(target.toFile(), FRAMES_PER_SECOND);
        for (int i = 0; i < FRAMES; i++) {
            encoder.encodeImage(frame(1 + 4 * i / FRAMES, font));
        }
        encoder.finish();
        MovieTimes.fix(target);
    }

    private static BufferedImage frame(int quarters, Font font) {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, WIDTH, HEIGHT);
        Pictures.drawDisc(g, 24, 46, 180, 4, quarters, new Color(0xE8, 0xA3, 0x3D));
        g.setColor(Color.BLACK);
        g.setFont(font.deriveFont(26f));
        g.drawString("微课：认识几分之几", 224, 90);
        g.setFont(font.deriveFont(48f));
        g.drawString(quarters + "/4", 300, 180);
        g.dispose();
        return image;
    }

    private static Font font(Path file) throws IOException {
        try {
            return Font.createFonts(file.toFile())[0];
        } catch (FontFormatException e) {
            throw new IOException("not a font: " + file, e);
        }
    }
}
