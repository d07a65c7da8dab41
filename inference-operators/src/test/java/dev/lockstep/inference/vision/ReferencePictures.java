package dev.lockstep.inference.vision;

import dev.lockstep.inference.vision.Slides.Line;
import dev.lockstep.inference.vision.frame.Picture;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Drawn pictures whose contents an independent program found too. Run it with a folder to have them
 * as PNG, and see {@code src/test/reference/vision_reference.py}.
 */
public final class ReferencePictures {
    /** The lines of {@link #prose}, from 20 pixels on each 4 larger. */
    public static final List<String> PROSE =
            List.of(
                    "A window fires when all sources have passed its end",
                    "Late data is revised until the window settles",
                    "Vision reads 12 slides a minute, speech 160 words",
                    "What is said and what is shown, together",
                    "Total: $1,976.50 due 2026-11-25",
                    "Objects, text & moderation");

    private ReferencePictures() {}

    /** Six lines, each turned clockwise. */
    public static BufferedImage prose(Slides.Face face, double degrees) {
        BufferedImage image = Slides.blank(1280, 720, new Color(245, 245, 240));
        double x = degrees == 180 ? 1200 : 60;
        for (int i = 0; i < PROSE.size(); i++) {
            Line line = new Line(PROSE.get(i), x, 95 + 105 * i, 20 + 4 * i);
            Slides.write(image, line, Color.BLACK, degrees, face);
        }
        return image;
    }

    /** Five lines, of which one is tilted and one stands upside down. */
    public static BufferedImage text() {
        BufferedImage image =
                Slides.slide(
                        1280,
                        720,
                        List.of(
                                new Line("Streams in lockstep", 80, 140, 52),
                                new Line("one clock for every modality", 80, 240, 36),
                                new Line("Latency 7.2 ms at p50", 80, 330, 30)),
                        new Color(245, 245, 235),
                        new Color(20, 30, 70));
        Slides.write(image, new Line("tilted by eight degrees", 640, 380, 34), Color.BLACK, 8);
        Slides.write(image, new Line("turned upside down", 560, 560, 40), Color.BLACK, 180);
        return image;
    }

    /** A stop sign at a road under a blue sky, and a clock. */
    public static BufferedImage objects() {
        BufferedImage image = Slides.blank(640, 480, new Color(150, 190, 230));
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(new Color(90, 120, 70));
        g.fillRect(0, 330, 640, 150);
        g.setColor(new Color(110, 110, 110));
        g.fillRect(150, 160, 12, 260);
        g.setColor(Color.WHITE);
        g.fill(octagon(156, 150, 96));
        g.setColor(new Color(190, 20, 30));
        g.fill(octagon(156, 150, 88));
        g.setColor(new Color(60, 40, 30));
        g.fillOval(390, 70, 200, 200);
        g.setColor(new Color(250, 250, 240));
        g.fillOval(404, 84, 172, 172);
        g.setColor(Color.BLACK);
        for (int hour = 0; hour < 12; hour++) {
            double a = Math.PI * hour / 6;
            g.setStroke(new BasicStroke(5));
            g.drawLine(
                    (int) (490 + 66 * Math.cos(a)),
                    (int) (170 + 66 * Math.sin(a)),
                    (int) (490 + 78 * Math.cos(a)),
                    (int) (170 + 78 * Math.sin(a)));
        }
        g.setStroke(new BasicStroke(7));
        g.drawLine(490, 170, 490, 112);
        g.drawLine(490, 170, 530, 190);
        g.dispose();
        Slides.write(image, new Line("STOP", 92, 168, 50), Color.WHITE, 0);
        return image;
    }

    /** A plain figure in the colours of skin in front of a wall. */
    public static BufferedImage figure() {
        BufferedImage image = Slides.blank(600, 800, new Color(196, 188, 176));
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setPaint(
                new GradientPaint(
                        150, 0, new Color(240, 196, 168), 450, 0, new Color(198, 140, 108)));
        g.fillOval(240, 40, 120, 150);
        g.fillRect(275, 170, 50, 60);
        g.fillRoundRect(190, 215, 220, 330, 120, 120);
        g.fillRoundRect(130, 225, 70, 330, 70, 70);
        g.fillRoundRect(400, 225, 70, 330, 70, 70);
        g.fillRoundRect(200, 470, 95, 330, 80, 80);
        g.fillRoundRect(305, 470, 95, 330, 80, 80);
        g.setColor(new Color(70, 46, 32));
        g.fillArc(232, 28, 136, 130, 0, 180);
        g.dispose();
        return image;
    }

    /** The middle of {@link #figure}. */
    public static BufferedImage torso() {
        BufferedImage image = Slides.blank(240, 360, Color.BLACK);
        Graphics2D g = image.createGraphics();
        g.drawImage(figure(), -180, -200, null);
        g.dispose();
        return image;
    }

    /** Fine stripes and colours side by side, which resizing and JPEG change most. */
    public static BufferedImage stripes() {
        BufferedImage image = Slides.blank(1000, 333, Color.GRAY);
        for (int y = 0; y < 333; y++) {
            for (int x = 0; x < 1000; x++) {
                boolean odd = (x / 3 + y / 2) % 2 == 0;
                image.setRGB(
                        x,
                        y,
                        new Color(odd ? 230 : x * 255 / 1000, y * 255 / 333, odd ? 20 : 200)
                                .getRGB());
            }
        }
        return image;
    }

    private static Polygon octagon(int x, int y, int radius) {
        Polygon octagon = new Polygon();
        for (int i = 0; i < 8; i++) {
            double a = Math.PI / 8 + Math.PI * i / 4;
            octagon.addPoint(
                    (int) Math.round(x + radius * Math.cos(a)),
                    (int) Math.round(y + radius * Math.sin(a)));
        }
        return octagon;
    }

    /** The pixels of an image. */
    public static Picture picture(BufferedImage image) {
        return new Picture(
                image.getWidth(),
                image.getHeight(),
                ((DataBufferByte) image.getRaster().getDataBuffer()).getData());
    }

    /** Writes the pictures into a folder. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        ImageIO.write(text(), "png", folder.resolve("text.png").toFile());
        ImageIO.write(objects(), "png", folder.resolve("objects.png").toFile());
        ImageIO.write(figure(), "png", folder.resolve("figure.png").toFile());
        for (Slides.Face face : Slides.Face.values()) {
            Path file = folder.resolve("prose-" + face + ".png");
            ImageIO.write(prose(face, 0), "png", file.toFile());
        }
        ImageIO.write(torso(), "png", folder.resolve("torso.png").toFile());
        ImageIO.write(stripes(), "png", folder.resolve("stripes.png").toFile());
    }
}
