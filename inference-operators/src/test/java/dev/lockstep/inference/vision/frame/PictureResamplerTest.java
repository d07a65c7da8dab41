package dev.lockstep.inference.vision.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.vision.ReferencePictures;
import org.junit.jupiter.api.Test;

/** Sums are those of Pillow, by {@code src/test/reference/moderation_reference.py}. */
class PictureResamplerTest {
    private final PictureResampler resampler = new PictureResampler();
    private final Picture stripes = ReferencePictures.picture(ReferencePictures.stripes());

    /** Depends on the place of each sample. */
    private static long sum(Picture picture) {
        long sum = 0;
        byte[] bgr = picture.bgr();
        for (int i = 0; i < bgr.length; i++) {
            sum += (bgr[i] & 0xFFL) * (i % 65_521 + 1);
        }
        return sum;
    }

    @Test
    void givesTheSamplesOfPillow() {
        assertThat(sum(resampler.resize(stripes, 256, 256, ResampleFilter.BILINEAR)))
                .isEqualTo(921280664893L);
        assertThat(sum(resampler.resize(stripes, 224, 224, ResampleFilter.BICUBIC)))
                .isEqualTo(630547690048L);
        assertThat(sum(resampler.resize(stripes, 1300, 900, ResampleFilter.BICUBIC)))
                .isEqualTo(15888455644410L);
    }

    @Test
    void theSameSizeIsTheSamePicture() {
        Picture same = resampler.resize(stripes, 1000, 333, ResampleFilter.BICUBIC);
        assertThat(same.bgr()).isEqualTo(stripes.bgr());
    }

    @Test
    void onePixelIsTheMean() {
        byte[] two = {0, 100, (byte) 200, 50, 50, 100};
        Picture one = resampler.resize(new Picture(2, 1, two), 1, 1, ResampleFilter.BILINEAR);
        assertThat(one.bgr()).containsExactly(25, 75, 150);
    }
}
