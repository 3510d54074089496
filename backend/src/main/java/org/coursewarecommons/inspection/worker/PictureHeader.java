package org.coursewarecommons.inspection.worker;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the first bytes of a picture claim about its size. Nothing is decoded: a picture of a million by a million pixels
 * must not be unpacked to be refused.
 *
 * @param width in pixels, of the whole canvas
 * @param frames 1 unless it is animated, as far as the header tells
 */
record PictureHeader(long width, long height, long frames) {

    private static final long MAX_PIXELS = 100_000_000;
    /** Of an animation as a whole: players keep many frames at once. */
    private static final long MAX_ANIMATED_PIXELS = 500_000_000;

    /** @return empty when these bytes begin no picture of a known kind or end too early */
    static Optional<PictureHeader> of(byte[] start) {
        try {
            if (Executables.startsWith(start, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
                return Optional.of(png(ByteBuffer.wrap(start)));
            }
            if (Executables.startsWith(start, 0xFF, 0xD8, 0xFF)) {
                return jpeg(ByteBuffer.wrap(start));
            }
            ByteBuffer little = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
            if (Executables.startsWith(start, 'G', 'I', 'F', '8')) {
                return Optional.of(new PictureHeader(u16(little, 6), u16(little, 8), 1));
            }
            if (Executables.startsWith(start, 'B', 'M') && u16(little, 6) == 0) {
                return Optional.of(
                        new PictureHeader(Math.abs((long) little.getInt(18)), Math.abs((long) little.getInt(22)), 1));
            }
            return text(start, 0).equals("RIFF") && text(start, 8).equals("WEBP")
                    ? webp(little, text(start, 12))
                    : Optional.empty();
        } catch (IndexOutOfBoundsException tooShort) {
            return Optional.empty();
        }
    }

    void require(String path) throws Rejection {
        boolean tooLarge = width < 0
                || height < 0
                || width > 0 && height > MAX_PIXELS / width
                || frames > 1 && width > 0 && height > 0 && frames > MAX_ANIMATED_PIXELS / (width * height);
        if (tooLarge) {
            String size = width + " x " + height + (frames > 1 ? " x " + frames : "");
            throw Rejection.failed("picture-limit", path.isEmpty() ? size : path + ": " + size);
        }
    }

    /** APNG names its number of frames in a chunk before the first data. */
    private static PictureHeader png(ByteBuffer bytes) {
        long frames = 1;
        for (int at = 8; at + 12 <= bytes.limit(); ) {
            long length = bytes.getInt(at) & 0xFFFFFFFFL;
            String type = text(bytes.array(), at + 4);
            if (type.equals("acTL")) {
                frames = Math.max(1, bytes.getInt(at + 8) & 0xFFFFFFFFL);
            }
            if (type.equals("IDAT") || length > bytes.limit()) {
                break;
            }
            at += 12 + (int) length;
        }
        return new PictureHeader(bytes.getInt(16) & 0xFFFFFFFFL, bytes.getInt(20) & 0xFFFFFFFFL, frames);
    }

    /** The first frame header (SOF0 to SOF15, without the tables that lie between their codes). */
    private static Optional<PictureHeader> jpeg(ByteBuffer bytes) {
        int at = 2;
        while (at + 9 <= bytes.limit()) {
            int marker = bytes.get(at + 1) & 0xFF;
            if ((bytes.get(at) & 0xFF) != 0xFF) {
                return Optional.empty();
            }
            if (marker == 0xFF) {
                at++;
                continue;
            }
            if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
                return Optional.of(new PictureHeader(u16(bytes, at + 7), u16(bytes, at + 5), 1));
            }
            boolean bare = marker == 0x01 || marker >= 0xD0 && marker <= 0xD8;
            at += bare ? 2 : 2 + Math.max(2, u16(bytes, at + 2));
        }
        return Optional.empty();
    }

    private static Optional<PictureHeader> webp(ByteBuffer bytes, String chunk) {
        return switch (chunk) {
            case "VP8 " -> Optional.of(new PictureHeader(u16(bytes, 26) & 0x3FFF, u16(bytes, 28) & 0x3FFF, 1));
            case "VP8L" -> {
                int packed = bytes.getInt(21);
                yield Optional.of(new PictureHeader((packed & 0x3FFF) + 1, (packed >>> 14 & 0x3FFF) + 1, 1));
            }
            case "VP8X" ->
                Optional.of(new PictureHeader(
                        (bytes.getInt(24) & 0xFFFFFF) + 1, (bytes.getInt(26) >>> 8 & 0xFFFFFF) + 1, 1));
            default -> Optional.empty();
        };
    }

    private static int u16(ByteBuffer bytes, int at) {
        return bytes.getShort(at) & 0xFFFF;
    }

    private static String text(byte[] bytes, int at) {
        return at + 4 > bytes.length ? "" : new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
    }
}
