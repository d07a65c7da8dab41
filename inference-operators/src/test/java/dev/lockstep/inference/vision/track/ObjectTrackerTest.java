package dev.lockstep.inference.vision.track;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.vision.Box;
import dev.lockstep.inference.vision.DetectedObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ObjectTrackerTest {
    private static final long SECOND = 1_000_000;

    private final ObjectTracker tracker = new ObjectTracker(3 * SECOND);
    private long sequence;

    private static DetectedObject car(double x, double y) {
        return car(x, y, 0.9f);
    }

    private static DetectedObject car(double x, double y, float score) {
        return new DetectedObject("car", score, new Box((float) x, (float) y, 0.1f, 0.1f));
    }

    /** Five pictures a second. */
    private List<String> names(DetectedObject... objects) {
        return tracker.follow(List.of(objects), sequence, sequence++ * SECOND / 5).stream()
                .map(o -> Objects.requireNonNullElse(o.trackId(), "-"))
                .toList();
    }

    @Test
    void anObjectHasANameFromItsSecondSightingOn() {
        sequence = 40;
        assertThat(names(car(0.1, 0.1), car(0.5, 0.5))).containsExactly("-", "-");
        assertThat(names(car(0.52, 0.5), car(0.12, 0.1)))
                .containsExactly("object-40-1", "object-40-0");
        assertThat(names(car(0.14, 0.1))).containsExactly("object-40-0");
    }

    @Test
    void keepsWhatItIsGiven() {
        DetectedObject seen = car(0.1, 0.1);
        assertThat(tracker.follow(List.of(seen), 0, 0)).containsExactly(seen);
        assertThat(tracker.follow(List.of(), 1, SECOND)).isEmpty();
    }

    @Test
    void objectsThatPassEachOtherKeepTheirNames() {
        List<String> names = List.of();
        for (int i = 0; i <= 20; i++) {
            // One goes right, one left; in the middle they are at the same place.
            names = names(car(0.1 + 0.04 * i, 0.5), car(0.9 - 0.04 * i, 0.52));
        }
        assertThat(names).containsExactly("object-0-0", "object-0-1");
    }

    @Test
    void anObjectThatIsHiddenForAMomentIsTheSameWhereItComesOut() {
        for (int i = 0; i < 5; i++) {
            names(car(0.1 + 0.03 * i, 0.5));
        }
        for (int i = 5; i < 10; i++) {
            assertThat(names()).isEmpty();
        }
        assertThat(names(car(0.1 + 0.03 * 10, 0.5))).containsExactly("object-0-0");
    }

    @Test
    void anObjectThatTurnsBackIsTheSame() {
        for (int i = 0; i < 5; i++) {
            names(car(0.1 + 0.05 * i, 0.5));
        }
        // Expected at 0.35, where it would share less than a fifth.
        assertThat(names(car(0.28, 0.5))).containsExactly("object-0-0");
    }

    @Test
    void whoComesBackAfterTheMemoryIsAnother() {
        names(car(0.5, 0.5));
        assertThat(names(car(0.5, 0.5))).containsExactly("object-0-0");
        for (int i = 2; i < 17; i++) {
            names();
        }
        names(car(0.5, 0.5));
        assertThat(names(car(0.5, 0.5))).containsExactly("object-17-0");
    }

    @Test
    void fewPicturesASecondForgetNobodyBetweenTwoOfThem() {
        DetectedObject parked = car(0.5, 0.5);
        tracker.follow(List.of(parked), 0, 0);
        assertThat(tracker.follow(List.of(parked), 1, 60 * SECOND).get(0).trackId())
                .isEqualTo("object-0-0");
    }

    @Test
    void classesAreNotMixed() {
        DetectedObject bus = new DetectedObject("bus", 0.9f, car(0.5, 0.5).box());
        names(car(0.5, 0.5));
        names(bus);
        assertThat(names(bus, car(0.5, 0.5))).containsExactly("object-1-0", "object-0-0");
    }

    @Test
    void anUnsureObjectContinuesATrackButBeginsNone() {
        assertThat(names(car(0.1, 0.1, 0.4f))).containsExactly("-");
        assertThat(names(car(0.1, 0.1, 0.4f))).containsExactly("-");
        names(car(0.1, 0.1, 0.8f));
        assertThat(names(car(0.1, 0.1, 0.4f))).containsExactly("object-2-0");
        // The sure one chooses first, although the unsure one fits better.
        assertThat(names(car(0.1, 0.1, 0.4f), car(0.13, 0.1, 0.9f)))
                .containsExactly("-", "object-2-0");
    }

    @Test
    void anUnchangedPictureIsASighting() {
        List<DetectedObject> first = tracker.follow(List.of(car(0.5, 0.5)), 7, 0);
        List<DetectedObject> still = tracker.still(first, SECOND);
        assertThat(still).containsExactly(car(0.5, 0.5).on("object-7-0"));
        assertThat(tracker.still(still, 600 * SECOND)).isEqualTo(still);
        assertThat(tracker.follow(List.of(car(0.52, 0.5)), 8, 601 * SECOND))
                .containsExactly(car(0.52, 0.5).on("object-7-0"));
    }

    @Test
    void aRepeatedOrEarlierFrameDoesNoHarm() {
        names(car(0.1, 0.5));
        names(car(0.12, 0.5));
        tracker.follow(List.of(car(0.1, 0.5)), 0, 0);
        assertThat(names(car(0.14, 0.5))).containsExactly("object-0-0");
    }

    @Test
    void theSameFramesGiveTheSameNamesAndNoNameTwice() {
        List<List<DetectedObject>> one = crowd(new ObjectTracker(3 * SECOND));
        assertThat(crowd(new ObjectTracker(3 * SECOND))).isEqualTo(one);
        for (List<DetectedObject> picture : one) {
            Set<String> names = new HashSet<>();
            for (DetectedObject object : picture) {
                assertThat(object.trackId() == null || names.add(object.trackId())).isTrue();
            }
        }
        assertThat(one.get(one.size() - 1)).anyMatch(object -> object.trackId() != null);
    }

    private static List<List<DetectedObject>> crowd(ObjectTracker tracker) {
        Random random = new Random(3);
        List<List<DetectedObject>> all = new ArrayList<>();
        for (int picture = 0; picture < 200; picture++) {
            List<DetectedObject> objects = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                objects.add(car(random.nextDouble(), random.nextDouble(), random.nextFloat()));
            }
            all.add(tracker.follow(objects, picture, picture * SECOND / 5));
        }
        return all;
    }
}
