package dev.lockstep.load.evaluate.samples;

import dev.lockstep.load.evaluate.manifest.LabelledBox;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.GeneralPath;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * A picture with objects whose boxes are known because they were drawn there: stop signs, clocks
 * and traffic lights, which detectors of photographs know in drawings too. Such pictures show that
 * the path is right; they do not show how well photographs are seen. Not thread-safe.
 */
final class DrawnScene {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 540;
    private static final int HORIZON = 390;

    private final BufferedImage image =
            new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    private final Graphics2D graphics = image.createGraphics();
    private final List<LabelledBox> boxes = new ArrayList<>();

    private DrawnScene() {
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    }

    /** A road under the sky. */
    static DrawnScene street() {
        DrawnScene scene = new DrawnScene();
        scene.fill(new Color(170, 200, 235), new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        scene.fill(
                new Color(90, 140, 80),
                new Rectangle2D.Double(0, HORIZON, WIDTH, HEIGHT - HORIZON));
        return scene;
    }

    /** A wall. */
    static DrawnScene wall() {
        DrawnScene scene = new DrawnScene();
        scene.fill(new Color(230, 225, 215), new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        return scene;
    }

    /** Adds a stop sign on its post; the box is the sign's. */
    DrawnScene stopSign(double x, double y, double size) {
        double unit = size / 160;
        double middle = x + size / 2;
        fill(Color.GRAY, new Rectangle2D.Double(middle - 4 * unit, y + size, 8 * unit, 240 * unit));
        octagon(Color.WHITE, middle, y + size / 2, 80 * unit);
        octagon(new Color(190, 20, 30), middle, y + size / 2, 74 * unit);
        word(middle, y + size / 2, unit);
        // An octagon with a side on top is narrower than the circle round it.
        double inset = size / 2 * (1 - Math.cos(Math.PI / 8));
        boxes.add(
                new LabelledBox(
                        "stop sign", x + inset, y + inset, size - 2 * inset, size - 2 * inset));
        return this;
    }

    /** Adds a clock. */
    DrawnScene clock(double x, double y, double size) {
        double unit = size / 240;
        double cx = x + size / 2;
        double cy = y + size / 2;
        fill(new Color(40, 40, 45), new Ellipse2D.Double(x, y, size, size));
        fill(
                Color.WHITE,
                new Ellipse2D.Double(
                        x + 14 * unit, y + 14 * unit, size - 28 * unit, size - 28 * unit));
        pen(Color.BLACK, 6 * unit);
        for (int hour = 0; hour < 12; hour++) {
            double angle = hour * Math.PI / 6;
            graphics.draw(
                    new Line2D.Double(
                            cx + 90 * unit * Math.cos(angle),
                            cy + 90 * unit * Math.sin(angle),
                            cx + 100 * unit * Math.cos(angle),
                            cy + 100 * unit * Math.sin(angle)));
        }
        pen(Color.BLACK, 8 * unit);
        graphics.draw(new Line2D.Double(cx, cy, cx - 45 * unit, cy - 30 * unit));
        graphics.draw(new Line2D.Double(cx, cy, cx + 60 * unit, cy - 45 * unit));
        boxes.add(new LabelledBox("clock", x, y, size, size));
        return this;
    }

    /** Adds a traffic light that is red. */
    DrawnScene trafficLight(double x, double y, double height) {
        double unit = height / 190;
        double width = 70 * unit;
        fill(
                Color.DARK_GRAY,
                new Rectangle2D.Double(
                        x + width / 2 - 4 * unit, y + height, 8 * unit, HEIGHT - y - height));
        fill(
                new Color(30, 30, 30),
                new RoundRectangle2D.Double(x, y, width, height, 20 * unit, 20 * unit));
        Color[] lamps = {new Color(240, 40, 30), new Color(80, 70, 10), new Color(10, 70, 30)};
        for (int i = 0; i < lamps.length; i++) {
            fill(
                    lamps[i],
                    new Ellipse2D.Double(
                            x + 11 * unit, y + (10 + 60 * i) * unit, 48 * unit, 48 * unit));
        }
        boxes.add(new LabelledBox("traffic light", x, y, width, height));
        return this;
    }

    /** The picture; the scene is over. */
    BufferedImage picture() {
        graphics.dispose();
        return image;
    }

    /** Where the objects are. */
    List<LabelledBox> boxes() {
        return boxes;
    }

    private void octagon(Color colour, double cx, double cy, double radius) {
        GeneralPath path = new GeneralPath();
        for (int corner = 0; corner < 8; corner++) {
            double angle = Math.PI / 8 + corner * Math.PI / 4;
            double x = cx + radius * Math.cos(angle);
            double y = cy + radius * Math.sin(angle);
            if (corner == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        path.closePath();
        fill(colour, path);
    }

    /** STOP in strokes: a machine without a screen has no letters to draw with. */
    private void word(double cx, double cy, double unit) {
        pen(Color.WHITE, 9 * unit);
        double top = cy - 22 * unit;
        double bottom = cy + 22 * unit;
        arc(cx - 52 * unit, top, 22 * unit, 22 * unit, 40, 230);
        arc(cx - 52 * unit, cy, 22 * unit, 22 * unit, -140, 230);
        graphics.draw(new Line2D.Double(cx - 22 * unit, top, cx + 6 * unit, top));
        graphics.draw(new Line2D.Double(cx - 8 * unit, top, cx - 8 * unit, bottom));
        graphics.draw(new Ellipse2D.Double(cx + 12 * unit, top, 22 * unit, 44 * unit));
        graphics.draw(new Line2D.Double(cx + 44 * unit, top, cx + 44 * unit, bottom));
        arc(cx + 34 * unit, top, 24 * unit, 22 * unit, -90, 180);
    }

    private void arc(double x, double y, double width, double height, double from, double extent) {
        graphics.draw(new Arc2D.Double(x, y, width, height, from, extent, Arc2D.OPEN));
    }

    private void pen(Color colour, double width) {
        graphics.setColor(colour);
        graphics.setStroke(new BasicStroke((float) width));
    }

    private void fill(Color colour, Shape shape) {
        graphics.setColor(colour);
        graphics.fill(shape);
    }
}
