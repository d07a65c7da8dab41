"""The plain consumer's steps as a PyFlink job: Kafka, silero VAD and faster-whisper in a process
function, Kafka; finals only. The whole of Flink runs in a JVM that PyFlink starts.

Options: bootstrap, registry, audio_topic, text_topic, model, vad, workers, beam, jars (paths).
"""
import json
import os
import sys
import tempfile
import time

from pyflink.common import Configuration, Types, WatermarkStrategy
from pyflink.common.serialization import SimpleStringSchema
from pyflink.datastream import FlatMapFunction, KeyedProcessFunction, StreamExecutionEnvironment
from pyflink.datastream.connectors.kafka import (
    KafkaOffsetsInitializer, KafkaRecordSerializationSchema, KafkaSink, KafkaSource)

HERE = os.path.dirname(os.path.abspath(__file__))
# PyFlink opens a function at its first element: these bring the models in before the sound.
PRIMERS = ["prime-%d" % n for n in range(64)]
# Bytes as text, one character each: PyFlink's Kafka source has no schema for bytes.
BYTES = "ISO-8859-1"


class Decode(FlatMapFunction):
    def __init__(self, registry):
        self.registry, self.decoder = registry, None

    def open(self, context):
        sys.path.insert(0, HERE)
        from utterances import Decoder
        self.decoder = Decoder(self.registry)

    def flat_map(self, value):
        if value in PRIMERS:
            yield value, b"", False
            return
        chunk = self.decoder(value.encode(BYTES))
        yield chunk["stream_id"], chunk["payload"], chunk["end_of_stream"]


class Caption(KeyedProcessFunction):
    def __init__(self, options, loaded):
        self.options, self.loaded = options, loaded

    def open(self, context):
        sys.path.insert(0, HERE)
        import utterances
        from faster_whisper import WhisperModel
        self.utterances = utterances
        self.vad = utterances.load_vad(self.options["vad"])
        self.model = WhisperModel(
            self.options["model"], device="cpu", compute_type="int8", cpu_threads=1)
        self.streams = {}
        tempfile.mkstemp(dir=self.loaded)

    def process_element(self, value, context):
        stream, payload, ended = value
        state = self.streams.setdefault(stream, [self.utterances.Vad(self.vad), 0])
        speeches = list(state[0].add(self.utterances.samples_of({"payload": payload})))
        if ended:
            speeches.append(state[0].end())
        for speech in speeches:
            if speech is not None:
                segments, _ = self.model.transcribe(
                    speech, language="en", beam_size=self.options["beam"])
                text = " ".join(s.text.strip() for s in segments)
                yield json.dumps({"stream": stream, "line": state[1], "text": text})
                state[1] += 1


def job(options, loaded):
    settings = Configuration()
    settings.set_string("pipeline.jars", ";".join("file://" + jar for jar in options["jars"]))
    settings.set_string("python.executable", sys.executable)
    # A bundle waits for a second by default.
    settings.set_string("python.fn-execution.bundle.time", "50")
    settings.set_string("python.fn-execution.bundle.size", "100")
    env = StreamExecutionEnvironment.get_execution_environment(settings)
    env.set_parallelism(options["workers"])
    source = (
        KafkaSource.builder()
        .set_bootstrap_servers(options["bootstrap"])
        .set_topics(options["audio_topic"])
        .set_starting_offsets(KafkaOffsetsInitializer.earliest())
        .set_value_only_deserializer(SimpleStringSchema(BYTES))
        .build())
    sink = (
        KafkaSink.builder()
        .set_bootstrap_servers(options["bootstrap"])
        .set_record_serializer(
            KafkaRecordSerializationSchema.builder()
            .set_topic(options["text_topic"])
            .set_value_serialization_schema(SimpleStringSchema())
            .build())
        .build())
    types = Types.TUPLE([Types.STRING(), Types.PICKLED_BYTE_ARRAY(), Types.BOOLEAN()])
    primers = env.from_collection(PRIMERS, type_info=Types.STRING())
    (env.from_source(source, WatermarkStrategy.no_watermarks(), "sound")
     .union(primers)
     .flat_map(Decode(options["registry"]), output_type=types)
     .key_by(lambda chunk: chunk[0], key_type=Types.STRING())
     .process(Caption(options, loaded), output_type=Types.STRING())
     .sink_to(sink))
    return env


def descendants(root):
    parents = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open("/proc/%s/stat" % pid) as f:
                parents[int(pid)] = int(f.read().rpartition(")")[2].split()[1])
        except OSError:
            pass
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def main():
    from peer_protocol import Session
    session = Session()
    os.environ["OMP_NUM_THREADS"] = "1"
    # Python workers in processes of their own, as on a cluster, and not in threads of this one.
    os.environ["_python_worker_execution_mode"] = "process"
    with tempfile.TemporaryDirectory() as loaded:
        client = job(session.options, loaded).execute_async("captions")
        while len(os.listdir(loaded)) < session.options["workers"]:
            status = str(client.get_job_status().result())
            if "FAIL" in status:
                session.fail("the PyFlink job is %s before it was loaded" % status)
            time.sleep(0.2)
        session.ready(descendants(os.getpid()))
        session.sleep_until(session.deadline_ms)
        if "RUNNING" not in str(client.get_job_status().result()):
            session.fail("the PyFlink job did not run to the end")
        session.done()


if __name__ == "__main__":
    main()
    # The JVM that PyFlink started ends with us.
    import signal
    os.killpg(0, signal.SIGKILL)
