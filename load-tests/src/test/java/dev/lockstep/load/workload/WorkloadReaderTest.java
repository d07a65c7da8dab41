package dev.lockstep.load.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.local.failure.UserException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

class WorkloadReaderTest {
    @Test
    void aWholeWorkloadIsRead() {
        Workload workload =
                WorkloadReader.read(
                        "w.yaml",
                        """
                        duration: 1.5min
                        warm-up: 10s
                        speed: 2
                        seed: 9
                        restart: 30s
                        streams:
                          - count: 3
                            audio: {chunk: 50ms}
                            video: {rate: 2.5, width: 320, height: 180, pictures: 2}
                            text: {rate: 1}
                            faults:
                              - {kind: stall, source: video, at: 5s, lasts: 2s}
                              - {kind: late, source: text, share: 0.1, by: 300ms}
                          - audio: {clip: talk.wav, reference: talk.vtt}
                        set:
                          speech.partials: "false"
                        """);
        assertThat(workload.duration()).isEqualTo(Duration.ofSeconds(90));
        assertThat(workload.played()).isEqualTo(Duration.ofSeconds(100));
        assertThat(workload.speed()).isEqualTo(2);
        assertThat(workload.streamCount()).isEqualTo(4);
        assertThat(workload.set()).containsEntry("speech.partials", "false");
        StreamGroup first = workload.streams().get(0);
        assertThat(first.sources()).containsExactly("audio-0", "video-0", "text-0");
        assertThat(first.text()).isEqualTo(new TextLoad(1, 40));
        assertThat(first.video()).isEqualTo(new VideoLoad(2.5, 320, 180, 2));
        assertThat(first.faultsOf(Modal.VIDEO))
                .containsExactly(
                        new Fault(
                                Fault.Kind.STALL,
                                Modal.VIDEO,
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(2),
                                null,
                                null));
        assertThat(workload.streams().get(1).count()).isEqualTo(1);
    }

    @Test
    void thoseThatComeAlongAreRead() throws IOException {
        List<String> names = Workloads.names();
        assertThat(names).containsExactly("calls", "meeting", "rough-network");
        for (String name : names) {
            assertThat(Workloads.read(name).streamCount()).isPositive();
            assertThat(Workloads.title(name)).endsWith(".").doesNotStartWith("#");
        }
        assertThatThrownBy(() -> Workloads.read("meetings"))
                .isInstanceOf(UserException.class)
                .hasMessageEndingWith("did you mean meeting?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    duration: 9s;streams:;  - audioo: {}             | line 3: there is no key audioo here; did you mean audio?
                    durations: 9s;streams: [{audio: {}}]             | line 1: there is no key durations here; did you mean duration?
                    duration: 9s;streams:;  - text: {rat: 1}         | line 3: there is no key rat here; did you mean rate?
                    duration: 9;streams: [{audio: {}}]               | line 1: duration: '9' is not a duration with its unit
                    duration: 0s;streams: [{audio: {}}]              | duration must be longer than nothing
                    duration: 9s;duration: 8s;streams: [{audio: {}}] | line 2: Duplicate field 'duration'
                    streams: [{audio: {}}]                           | duration is missing
                    duration: 9s                                     | streams is missing
                    duration: 9s;streams: []                         | streams must name at least one group
                    duration: 9s;streams: {audio: {}}                | line 2: streams: a list belongs here
                    duration: 9s;streams: [{count: 2}]               | line 2: streams[0]: a group needs audio, video or text
                    duration: 9s;streams: [{count: 0, audio: {}}]    | streams[0]: count must be at least 1.0, not 0.0
                    duration: 9s;streams: [{text: {rate: fast}}]     | streams[0].text.rate: 'fast' does not fit: a number belongs here
                    duration: 9s;streams: [{text: {}}]               | rate is missing
                    duration: 9s;streams: [{audio: {clip: a.wav}}]   | clip and reference belong together
                    duration: 9s;restart: 9s;streams: [{audio: {}}]  | restart must lie before the end of the run
                    duration: 9s;speed: -1;streams: [{audio: {}}]    | speed must be above 0, not -1.0
                    duration: 9s;streams: [{audio: {}, faults: [{kind: stal, source: audio}]}] | streams[0].faults[0].kind: 'stal' is none of
                    duration: 9s;streams: [{audio: {}, faults: [{kind: late, source: audio, share: 2}]}] | share must be from 0 to 1
                    duration: 9s;streams: [{audio: {}, faults: [{kind: late, source: text, share: 1, by: 1s}]}] | a fault strikes text-0, which the group has not
                    duration: 9s;streams: [{text: {rate: 1}, faults: [{kind: corrupt, source: text, share: 1}]}] | only audio can be corrupt
                    """)
    void anErrorSaysWhereAndWhat(String yaml, String message) {
        assertThatThrownBy(() -> WorkloadReader.read("w.yaml", yaml.replace(';', '\n')))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("w.yaml")
                .hasMessageContaining(message);
    }

    @Test
    void anEmptyFileIsTold() {
        assertThatThrownBy(() -> WorkloadReader.read("w.yaml", "# nothing\n"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("w.yaml is empty");
    }
}
