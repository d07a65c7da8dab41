package dev.lockstep.inference.onnx.session;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.lockstep.inference.model.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tensors over direct buffers, kept by type and shape, so that a run at a shape that was seen
 * before allocates nothing of a tensor's size. What is kept unused is bounded; the shapes that were
 * not wanted for longest go first. Thread-safe, its tensors are not.
 */
public final class TensorPool implements AutoCloseable {
    private static final int INITIAL_SHAPES = 16;
    private static final float LOAD_FACTOR = 0.75f;

    private final long mostIdleBytes;
    private final Map<Shape, Deque<Storage>> idle =
            new LinkedHashMap<>(INITIAL_SHAPES, LOAD_FACTOR, true);
    private long idleBytes;
    private boolean closed;

    /**
     * @param mostIdleBytes of the tensors that nobody uses
     */
    public TensorPool(long mostIdleBytes) {
        this.mostIdleBytes = mostIdleBytes;
    }

    private static final class Shape {
        private final OnnxJavaType type;
        private final long[] dimensions;
        private final int hash;

        Shape(OnnxJavaType type, long[] dimensions) {
            this.type = type;
            this.dimensions = dimensions;
            this.hash = 31 * Arrays.hashCode(dimensions) + type.hashCode();
        }

        int bytes() {
            long elements = 1;
            for (long dimension : dimensions) {
                elements = Math.multiplyExact(elements, dimension);
            }
            return Math.toIntExact(elements * type.size);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Shape shape
                    && type == shape.type
                    && Arrays.equals(dimensions, shape.dimensions);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private record Storage(Shape shape, ByteBuffer bytes, OnnxTensor tensor) {
        static Storage allocate(Shape shape) {
            ByteBuffer bytes =
                    ByteBuffer.allocateDirect(shape.bytes()).order(ByteOrder.nativeOrder());
            try {
                OnnxTensor tensor =
                        OnnxTensor.createTensor(
                                OnnxEnvironment.get(), bytes, shape.dimensions.clone(), shape.type);
                return new Storage(shape, bytes, tensor);
            } catch (OrtException e) {
                throw new ModelException("A tensor could not be made.", e);
            }
        }
    }

    /** A tensor of the pool with what was last written to it. Close it once; one thread. */
    public static final class Pooled implements AutoCloseable {
        private final TensorPool pool;
        private @Nullable Storage storage;

        private Pooled(TensorPool pool, Storage storage) {
            this.pool = pool;
            this.storage = storage;
        }

        private Storage held() {
            if (storage == null) {
                throw new IllegalStateException("the tensor has been given back");
            }
            return storage;
        }

        /** What runs take. */
        public OnnxTensor tensor() {
            return held().tensor();
        }

        /** The memory of a float tensor, to be used by absolute positions. */
        public FloatBuffer floats() {
            return held().bytes().asFloatBuffer();
        }

        /** The memory of an int64 tensor, to be used by absolute positions. */
        public LongBuffer longs() {
            return held().bytes().asLongBuffer();
        }

        /** Whether it has this shape. */
        public boolean has(long... dimensions) {
            return Arrays.equals(held().shape().dimensions, dimensions);
        }

        @Override
        public void close() {
            Storage given = storage;
            if (given != null) {
                storage = null;
                pool.giveBack(given);
            }
        }
    }

    /** A float tensor. */
    public Pooled floats(long... dimensions) {
        return borrow(OnnxJavaType.FLOAT, dimensions);
    }

    /** An int64 tensor. */
    public Pooled longs(long... dimensions) {
        return borrow(OnnxJavaType.INT64, dimensions);
    }

    private Pooled borrow(OnnxJavaType type, long[] dimensions) {
        Shape shape = new Shape(type, dimensions.clone());
        synchronized (this) {
            Deque<Storage> same = idle.get(shape);
            Storage storage = same == null ? null : same.pollLast();
            if (storage != null) {
                idleBytes -= storage.bytes().capacity();
                return new Pooled(this, storage);
            }
        }
        return new Pooled(this, Storage.allocate(shape));
    }

    private synchronized void giveBack(Storage storage) {
        if (closed) {
            storage.tensor().close();
            return;
        }
        idle.computeIfAbsent(storage.shape(), s -> new ArrayDeque<>()).add(storage);
        idleBytes += storage.bytes().capacity();
        Iterator<Deque<Storage>> oldest = idle.values().iterator();
        while (idleBytes > mostIdleBytes && oldest.hasNext()) {
            Deque<Storage> shapes = oldest.next();
            while (idleBytes > mostIdleBytes && !shapes.isEmpty()) {
                free(shapes.removeFirst());
            }
            if (shapes.isEmpty()) {
                oldest.remove();
            }
        }
    }

    private void free(Storage storage) {
        idleBytes -= storage.bytes().capacity();
        storage.tensor().close();
    }

    /** Bytes of the tensors that nobody uses now. */
    public synchronized long idleBytes() {
        return idleBytes;
    }

    @Override
    public synchronized void close() {
        closed = true;
        idle.values().forEach(shapes -> shapes.forEach(this::free));
        idle.clear();
    }
}
