package dev.lockstep.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.inference.decode.BeamSession;
import dev.lockstep.inference.decode.ContextGraph;
import dev.lockstep.inference.decode.ContextualDecoder;
import dev.lockstep.inference.decode.DecoderSession;
import dev.lockstep.inference.decode.GreedyDecoder;
import dev.lockstep.inference.decode.Hypothesis;
import dev.lockstep.inference.decode.Tokenizer.TokenWord;
import dev.lockstep.inference.operator.CatalogueSpeechModels;
import dev.lockstep.inference.speech.context.SteeringConf;
import dev.lockstep.inference.speech.context.TermSpellings;
import dev.lockstep.inference.speech.model.SpeechModel;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Words on screen and the real speech model. */
class SteeringITCase {
    private static final int[] NOTHING = {};
    private static final int RATE = 16_000;
    private static final SteeringConf STEERING = SteeringConf.defaults();

    private static SpeechModel model;
    private static short[] beckett;

    @BeforeAll
    static void load() throws Exception {
        ModelStore store = ModelStore.standard(ProgressListener.NONE);
        model = SpeechModelFolder.load(CatalogueSpeechModels.standard(1, false).resolve(store));
        beckett = SampleSpeech.beckett(store);
    }

    @AfterAll
    static void free() {
        model.close();
    }

    /** "Ever tried." … "Fail better.", by the seconds between which each stands in the clip. */
    private static short[] between(double from, double to) {
        return Arrays.copyOfRange(
                beckett, (int) (from * RATE), Math.min(beckett.length, (int) (to * RATE)));
    }

    private static Hypothesis greedy(short[] sound) {
        try (DecoderSession session = model.encode(sound)) {
            return new GreedyDecoder(model.spec().decoding())
                    .decode(session, NOTHING, NOTHING, model.spec().maxTokens(sound.length));
        }
    }

    private static Hypothesis steered(short[] sound, String... terms) {
        ContextGraph graph =
                TermSpellings.graph(List.of(terms), model.tokenizer(), STEERING.bonus());
        try (BeamSession session = model.encodeForBeams(sound)) {
            return new ContextualDecoder(
                            model.spec().decoding(), STEERING.width(), STEERING.margin())
                    .decode(session, NOTHING, graph, model.spec().maxTokens(sound.length));
        }
    }

    private static String text(Hypothesis heard) {
        return model.tokenizer().text(heard.tokens());
    }

    @Test
    void wordsThatAreNotSaidChangeNothing() {
        for (double[] span : new double[][] {{0, 3.2}, {3.4, 5.8}, {6.4, 9.9}, {0, 9.9}}) {
            short[] sound = between(span[0], span[1]);

            assertThat(text(steered(sound, "Kubernetes", "reconcile", "Lissabon")))
                    .isEqualTo(text(greedy(sound)));
        }
    }

    @Test
    void underNoiseMoreOfTheWordsOnScreenAreHeard() {
        String[] screen = {"tried", "failed", "matter", "again", "fail", "better"};
        int unaided = 0;
        int aided = 0;
        for (double decibels : new double[] {20, 15, 12, 10, 8, 6}) {
            for (double[] span : new double[][] {{0, 3.2}, {3.4, 5.8}, {6.4, 9.9}}) {
                short[] sound = SampleSpeech.withNoise(between(span[0], span[1]), decibels);
                unaided += count(text(greedy(sound)), screen);
                aided += count(text(steered(sound, screen)), screen);
            }
        }
        // 46 against 33 of 108 where this was written.
        assertThat(aided).isGreaterThan(unaided + 5);
    }

    private static int count(String text, String... words) {
        List<String> said = List.of(text.toLowerCase(Locale.ROOT).split("[^a-z]+"));
        return Arrays.stream(words).mapToInt(word -> Collections.frequency(said, word)).sum();
    }

    @Test
    void severalContinuationsKeepTheirOwnCaches() {
        // Pure branches: with an enormous bonus the words of the screen are written, each whole.
        short[] sound = between(0, 3.2);
        ContextGraph graph =
                TermSpellings.graph(List.of("incredulity", "superlative"), model.tokenizer(), 15);
        try (BeamSession session = model.encodeForBeams(sound)) {
            Hypothesis heard =
                    new ContextualDecoder(model.spec().decoding(), 4, 18)
                            .decode(session, NOTHING, graph, 20);

            assertThat(text(heard)).containsPattern("(?i)incredulity|superlative");
        }
    }

    @Test
    void wordsAreSpeltAsTheModelSpellsThem() {
        Hypothesis heard = greedy(between(0, 5.8));
        List<TokenWord> words = model.tokenizer().words(heard.tokens());

        assertThat(words).hasSizeGreaterThan(4);
        for (TokenWord word : words) {
            String plain = word.text().replaceAll("\\p{Punct}", "");
            int[] spelt = model.tokenizer().spell(plain);

            assertThat(Arrays.copyOfRange(heard.tokens(), word.firstToken(), word.endToken()))
                    .as(word.text())
                    .startsWith(spelt);
        }
    }
}
