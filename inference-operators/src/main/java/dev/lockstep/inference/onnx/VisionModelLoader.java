package dev.lockstep.inference.onnx;

import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.onnx.OnnxPictureModel.Layout;
import dev.lockstep.inference.runtime.ModelFiles;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.vision.describe.DescriptionFiles;
import dev.lockstep.inference.vision.describe.DescriptionModel;
import dev.lockstep.inference.vision.embed.EncoderFiles;
import dev.lockstep.inference.vision.embed.EncoderModel;
import dev.lockstep.inference.vision.embed.PicturePreparation;
import dev.lockstep.inference.vision.model.PictureModel;
import dev.lockstep.inference.vision.text.TextModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loads vision models, each with a first run where its size is known. Stateless. */
public final class VisionModelLoader {
    /** Sides of the pictures of the first run, where the graph leaves them open. */
    private static final int OBJECT_SIDE = 416;

    private static final int MODERATION_SIDE = 224;
    private static final int PAGE_SIDE = 640;
    private static final int LINE_HEIGHT = 48;
    private static final int LINE_WIDTH = 320;

    private VisionModelLoader() {}

    /** {@link #objects(ModelFiles, RuntimeConf)} on the CPU. */
    public static PictureModel objects(Path path) {
        return objects(ModelFiles.of(path), RuntimeConf.cpu());
    }

    /**
     * Loads YOLOX.
     *
     * @param files the file, or a folder with one {@code .onnx} file
     * @throws ModelException if it is missing or damaged
     */
    static PictureModel objects(ModelFiles files, RuntimeConf runtime) {
        return picture(graphs(files), runtime, Layout.PLANES, null, OBJECT_SIDE, OBJECT_SIDE);
    }

    /** {@link #moderation(ModelFiles, RuntimeConf)} on the CPU. */
    public static PictureModel moderation(Path path) {
        return moderation(ModelFiles.of(path), RuntimeConf.cpu());
    }

    /**
     * Loads OpenNSFW.
     *
     * @param files the file, or a folder with one {@code .onnx} file
     * @throws ModelException if it is missing or damaged
     */
    static PictureModel moderation(ModelFiles files, RuntimeConf runtime) {
        return picture(
                graphs(files), runtime, Layout.PIXELS, null, MODERATION_SIDE, MODERATION_SIDE);
    }

    /** {@link #encoder(Path, RuntimeConf)} on the CPU. */
    public static EncoderModel encoder(Path folder) {
        return encoder(folder, RuntimeConf.cpu());
    }

    /**
     * Loads the picture half of a dual encoder.
     *
     * @param folder as {@link EncoderFiles} wants it
     * @throws ModelException if a file is missing or damaged
     */
    static EncoderModel encoder(Path folder, RuntimeConf runtime) {
        EncoderFiles files = EncoderFiles.in(folder);
        PicturePreparation preparation = PicturePreparation.read(files.preparation());
        return new EncoderModel(
                picture(ModelFiles.of(files.graph()), runtime, Layout.PLANES, "image_embeds", 0, 0),
                preparation);
    }

    /**
     * Loads a model that describes pictures.
     *
     * @param folder as {@link DescriptionFiles} wants it
     * @throws ModelException if a file is missing or damaged
     */
    static DescriptionModel describer(Path folder, ModelIdentity identity, RuntimeConf runtime) {
        return new OnnxDescriptionModel(DescriptionFiles.in(folder), identity, runtime);
    }

    /** {@link #text(Path, RuntimeConf)} on the CPU. */
    public static TextModels text(Path folder) {
        return text(folder, RuntimeConf.cpu());
    }

    /**
     * Loads PP-OCR.
     *
     * @param folder with {@code det.onnx}, {@code cls.onnx}, {@code rec.onnx} and {@code keys.txt}
     * @throws ModelException if a file is missing or damaged
     */
    static TextModels text(Path folder, RuntimeConf runtime) {
        List<PictureModel> loaded = new ArrayList<>();
        try {
            List<String> characters =
                    new ArrayList<>(
                            Files.readAllLines(folder.resolve("keys.txt"), StandardCharsets.UTF_8));
            // The list leaves out the space, which the recogniser's last class means.
            characters.add(" ");
            loaded.add(line(folder.resolve("det.onnx"), runtime, PAGE_SIDE, PAGE_SIDE));
            loaded.add(line(folder.resolve("cls.onnx"), runtime, LINE_HEIGHT, LINE_WIDTH));
            loaded.add(line(folder.resolve("rec.onnx"), runtime, LINE_HEIGHT, LINE_WIDTH));
            return new TextModels(loaded.get(0), loaded.get(1), loaded.get(2), characters);
        } catch (IOException e) {
            throw new ModelException(
                    "The characters of the text model in "
                            + folder
                            + " cannot be read. Pull it with `lockstep models pull`.",
                    e);
        } catch (ModelException e) {
            loaded.forEach(PictureModel::close);
            throw e;
        }
    }

    private static PictureModel line(Path file, RuntimeConf runtime, int height, int width) {
        return picture(ModelFiles.of(file), runtime, Layout.PLANES, null, height, width);
    }

    private static PictureModel picture(
            ModelFiles files,
            RuntimeConf runtime,
            Layout layout,
            @Nullable String output,
            int height,
            int width) {
        return new OnnxPictureModel(files, runtime, layout, output, height, width);
    }

    private static ModelFiles graphs(ModelFiles files) {
        return new ModelFiles(graph(files.cpu()), graph(files.gpu()));
    }

    private static Path graph(Path path) {
        return Files.isDirectory(path) ? onlyGraph(path) : path;
    }

    private static Path onlyGraph(Path folder) {
        try (var files = Files.list(folder)) {
            List<Path> graphs = files.filter(f -> f.toString().endsWith(".onnx")).toList();
            if (graphs.size() == 1) {
                return graphs.get(0);
            }
            throw new ModelException(
                    folder
                            + " holds "
                            + graphs.size()
                            + " files that end in .onnx; a model of pictures is one such file.");
        } catch (IOException e) {
            throw new ModelException("The folder " + folder + " cannot be read.", e);
        }
    }
}
