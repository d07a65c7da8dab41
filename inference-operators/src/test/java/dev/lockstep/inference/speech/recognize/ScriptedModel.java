package dev.lockstep.inference.speech.recognize;

import dev.lockstep.inference.decode.BeamSession;
import dev.lockstep.inference.decode.DecoderSession;
import dev.lockstep.inference.decode.TokenScores;
import dev.lockstep.inference.decode.Tokenizer;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.speech.model.SpeechModel;
import dev.lockstep.inference.speech.model.SpeechModelSpec;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** A model that says "yes" to everything, can be held and can fail once. */
final class ScriptedModel implements SpeechModel {
    private static final int YES = 5;
    private static final int END = 2;

    private final AtomicReference<CountDownLatch> gate = new AtomicReference<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private final AtomicReference<String> failure = new AtomicReference<>();

    CountDownLatch hold() {
        CountDownLatch latch = new CountDownLatch(1);
        gate.set(latch);
        return latch;
    }

    void awaitStarted() throws InterruptedException {
        started.await();
    }

    void failNext(String message) {
        failure.set(message);
    }

    @Override
    public SpeechModelSpec spec() {
        return SpeechModelSpec.moonshine("scripted", "1");
    }

    @Override
    public Tokenizer tokenizer() {
        return new Tokenizer() {
            @Override
            public String text(int[] tokens) {
                return "yes";
            }

            @Override
            public List<TokenWord> words(int[] tokens) {
                return List.of(new TokenWord("yes", 0, tokens.length));
            }
        };
    }

    @Override
    public DecoderSession encode(short[] samples) {
        started.countDown();
        CountDownLatch latch = gate.get();
        if (latch != null) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new ModelException("interrupted", e);
            }
        }
        String message = failure.getAndSet(null);
        if (message != null) {
            throw new ModelException(message);
        }
        return new YesSession();
    }

    @Override
    public BeamSession encodeForBeams(short[] samples) {
        throw new UnsupportedOperationException("The script has no terms.");
    }

    @Override
    public void close() {}

    private static final class YesSession implements DecoderSession {
        private int length;

        @Override
        public TokenScores feed(int... tokens) {
            int before = length;
            length += tokens.length;
            return new TokenScores() {
                @Override
                public int rows() {
                    return tokens.length;
                }

                @Override
                public int best(int row) {
                    return before + row == 0 ? YES : END;
                }

                @Override
                public float logProbability(int row, int token) {
                    return -0.01f;
                }
            };
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public void truncate(int kept) {
            length = kept;
        }

        @Override
        public void close() {}
    }
}
