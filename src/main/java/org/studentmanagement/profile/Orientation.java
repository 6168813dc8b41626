package org.studentmanagement.profile;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How a telephone was held when it took a picture: what a JPEG says of it in Exif (CIPA DC-008, tag 274), 1 to 8, or 1 where it says
 * nothing that can be read. The whole file is in memory, and nothing is read beyond the place where the pixels begin.
 */
final class Orientation {
    static final int UPRIGHT = 1;

    private static final int MOST = 8;
    private static final int TAG = 274;
    private static final int ENTRY = 12;
    private static final int EXIF_SEGMENT = 0xE1;
    private static final int PIXELS = 0xDA;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    private Orientation() {}

    static int of(byte... jpeg) {
        try {
            return inSegments(ByteBuffer.wrap(jpeg));
        } catch (IndexOutOfBoundsException | IllegalArgumentException broken) {
            return UPRIGHT;
        }
    }

    private static int inSegments(ByteBuffer jpeg) {
        int at = 2;
        while ((jpeg.get(at) & 0xFF) == 0xFF && (jpeg.get(at + 1) & 0xFF) != PIXELS) {
            int size = jpeg.getShort(at + 2) & 0xFFFF;
            int content = at + 2 + Short.BYTES;
            if ((jpeg.get(at + 1) & 0xFF) == EXIF_SEGMENT
                    && jpeg.slice(content, EXIF.length).equals(ByteBuffer.wrap(EXIF))) {
                return inExif(jpeg.slice(content + EXIF.length, size - Short.BYTES - EXIF.length));
            }
            at += 2 + Math.max(size, Short.BYTES);
        }
        return UPRIGHT;
    }

    private static int inExif(ByteBuffer exif) {
        exif.order(exif.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = exif.getInt(Integer.BYTES);
        int entries = exif.getShort(directory) & 0xFFFF;
        for (int i = 0; i < entries; i++) {
            int entry = directory + Short.BYTES + i * ENTRY;
            if ((exif.getShort(entry) & 0xFFFF) == TAG) {
                int value = exif.getShort(entry + 2 * Integer.BYTES);
                return value >= UPRIGHT && value <= MOST ? value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    /** Turns and mirrors a square. */
    static BufferedImage upright(BufferedImage square, int orientation) {
        if (orientation == UPRIGHT) {
            return square;
        }
        int last = square.getWidth() - 1;
        BufferedImage upright = new BufferedImage(last + 1, last + 1, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y <= last; y++) {
            for (int x = 0; x <= last; x++) {
                upright.setRGB(x, y, taken(square, orientation, x, y, last));
            }
        }
        return upright;
    }

    /** The pixel that comes to a place. */
    private static int taken(BufferedImage square, int orientation, int x, int y, int last) {
        return switch (orientation) {
            case 2 -> square.getRGB(last - x, y);
            case 3 -> square.getRGB(last - x, last - y);
            case 4 -> square.getRGB(x, last - y);
            case 5 -> square.getRGB(y, x);
            case 6 -> square.getRGB(y, last - x);
            case 7 -> square.getRGB(last - y, last - x);
            default -> square.getRGB(last - y, x);
        };
    }
}
