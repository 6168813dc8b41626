package org.studentmanagement.profile;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * What is made of a picture that somebody sends: the square in its middle, as a JPEG without anything beside the pixels, such as where
 * it was taken. What it is, is seen from its first bytes, and how large, before a pixel is decoded.
 */
final class Portrait {
    /** Pixels a side. */
    static final int SIDE = 400;

    /** A telephone takes twelve million. What a decoder needs grows with their number, however few bytes were sent. */
    static final int MOST_PIXELS = 16_000_000;

    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private static final int WHITE = 0xFF;

    private Portrait() {}

    /** Fails with {@link UnfitPicture} where it is none. */
    static byte[] of(byte[] sent) {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format(sent)).next();
        try (MemoryCacheImageInputStream bytes = new MemoryCacheImageInputStream(new ByteArrayInputStream(sent))) {
            // of what it says of itself only the orientation is looked at
            reader.setInput(bytes, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if ((long) width * height > MOST_PIXELS) {
                throw UnfitPicture.tooLarge(width, height);
            }
            BufferedImage square = scaled(reader.read(0, middle(reader, width, height)));
            return jpeg(Orientation.upright(square, Orientation.of(sent)));
        } catch (UnfitPicture refused) {
            throw refused;
        } catch (IOException | RuntimeException broken) {
            // decoders tell what is not well formed by exceptions of many kinds
            throw UnfitPicture.broken();
        } finally {
            reader.dispose();
        }
    }

    private static String format(byte[] sent) {
        if (begins(sent, JPEG)) {
            return "jpeg";
        }
        if (begins(sent, PNG)) {
            return "png";
        }
        throw UnfitPicture.ofAnotherKind();
    }

    private static boolean begins(byte[] sent, byte[] with) {
        return sent.length > with.length && Arrays.equals(sent, 0, with.length, with, 0, with.length);
    }

    /** Some pixels are left out while reading, so that what is read is not much larger than what is kept. */
    private static ImageReadParam middle(ImageReader reader, int width, int height) {
        int side = Math.min(width, height);
        int step = Math.max(1, side / (2 * SIDE));
        ImageReadParam middle = reader.getDefaultReadParam();
        middle.setSourceRegion(new Rectangle((width - side) / 2, (height - side) / 2, side, side));
        middle.setSourceSubsampling(step, step, 0, 0);
        return middle;
    }

    /** Each pixel is the mean of those in its place. A smaller picture stays as large as it is. */
    private static BufferedImage scaled(BufferedImage read) {
        int from = Math.min(read.getWidth(), read.getHeight());
        int side = Math.min(from, SIDE);
        BufferedImage scaled = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                scaled.setRGB(x, y, mean(read, x * from / side, y * from / side, from / side));
            }
        }
        return scaled;
    }

    private static int mean(BufferedImage read, int left, int top, int length) {
        int[] sums = new int[3];
        for (int y = top; y < top + length; y++) {
            for (int x = left; x < left + length; x++) {
                int pixel = read.getRGB(x, y);
                int alpha = pixel >>> 24;
                for (int colour = 0; colour < sums.length; colour++) {
                    int value = pixel >>> (8 * colour) & WHITE;
                    sums[colour] += (value * alpha + WHITE * (WHITE - alpha)) / WHITE;
                }
            }
        }
        int count = length * length;
        return sums[2] / count << 16 | sums[1] / count << 8 | sums[0] / count;
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(written)) {
            writer.setOutput(out);
            writer.write(picture);
        } finally {
            writer.dispose();
        }
        return written.toByteArray();
    }
}
