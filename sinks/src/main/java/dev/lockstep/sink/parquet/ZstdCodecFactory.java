package dev.lockstep.sink.parquet;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compresses pages with Zstandard and nothing else, without the codecs of Hadoop, which would bring
 * its whole runtime with them. Thread-safe.
 */
public final class ZstdCodecFactory implements CompressionCodecFactory {
    private static final int LEVEL = 3;
    private static final Codec CODEC = new Codec();

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codecName) {
        return codec(codecName);
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codecName) {
        return codec(codecName);
    }

    @Override
    public void release() {
        // It holds nothing.
    }

    private static Codec codec(CompressionCodecName name) {
        if (name != CompressionCodecName.ZSTD) {
            throw new IllegalArgumentException("Only ZSTD is spoken here, not " + name);
        }
        return CODEC;
    }

    /** Both ways; without state. */
    private static final class Codec implements BytesInputCompressor, BytesInputDecompressor {
        @Override
        public BytesInput compress(BytesInput bytes) throws IOException {
            return BytesInput.from(Zstd.compress(bytes.toByteArray(), LEVEL));
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.ZSTD;
        }

        @Override
        public BytesInput decompress(BytesInput bytes, int decompressedSize) throws IOException {
            return BytesInput.from(Zstd.decompress(bytes.toByteArray(), decompressedSize));
        }

        @Override
        public void decompress(
                ByteBuffer input, int compressedSize, ByteBuffer output, int decompressedSize)
                throws IOException {
            byte[] compressed = new byte[compressedSize];
            input.get(compressed);
            output.put(Zstd.decompress(compressed, decompressedSize));
        }

        @Override
        public void release() {
            // It holds nothing.
        }
    }
}
