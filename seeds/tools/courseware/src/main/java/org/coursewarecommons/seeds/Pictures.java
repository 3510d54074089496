package org.coursewarecommons.seeds;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Drawings used on slides and in the film. They hold no text, so that no font is needed for them. */
final class Pictures {
    private static final int SIZE = 320;

    private Pictures() {}

    /** A disc cut into equal sectors, the first of them filled. */
    static BufferedImage disc(int parts, Color fill) {
        var image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, SIZE, SIZE);
        drawDisc(g, 10, 10, SIZE - 20, parts, 1, fill);
        g.dispose();
        return image;
    }

    /** Draws a disc of {@code parts} equal sectors of which the first {@code filled} are coloured. */
    static void drawDisc(Graphics2D g, int x, int y, int size, int parts, int filled, Color fill) {
        g.setColor(fill);
        g.fillArc(x, y, size, size, 90, -360 * filled / parts);
        g.setColor(Color.DARK_GRAY);
        g.setStroke(new BasicStroke(4));
        g.drawOval(x, y, size, size);
        double radius = size / 2.0;
        for (int i = 0; i < parts; i++) {
            double angle = Math.toRadians(90 - 360.0 * i / parts);
            g.drawLine(
                    (int) Math.round(x + radius),
                    (int) Math.round(y + radius),
                    (int) Math.round(x + radius + radius * Math.cos(angle)),
                    (int) Math.round(y + radius - radius * Math.sin(angle)));
        }
    }

    /** The picture's PNG bytes. */
    static byte[] png(BufferedImage image) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
