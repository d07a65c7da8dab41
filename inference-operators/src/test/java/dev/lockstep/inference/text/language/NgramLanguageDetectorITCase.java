package dev.lockstep.inference.text.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.text.TextAnalyzerConf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of chat in the model of the catalogue. */
class NgramLanguageDetectorITCase {
    /** Tag and line, by people who speak it or by what phrase books have. */
    private static final List<String> LINES =
            List.of(
                    "en|hello everyone",
                    "en|can you hear me?",
                    "en|that slide is wrong",
                    "en|lol nice one",
                    "en|what is the deadline for the homework",
                    "en|thanks for the great talk",
                    "de|hallo zusammen",
                    "de|kann mich jemand hören?",
                    "de|die Folie ist falsch",
                    "de|vielen Dank für den Vortrag",
                    "de|wann ist die Abgabe?",
                    "fr|bonjour à tous",
                    "fr|merci beaucoup pour la présentation",
                    "fr|je ne vois pas l'écran",
                    "fr|c'est quoi la question",
                    "es|hola a todos",
                    "es|muchas gracias por la charla",
                    "es|no se ve la pantalla",
                    "es|¿cuándo es el examen?",
                    "it|ciao a tutti",
                    "it|non si vede lo schermo",
                    "it|grazie mille per la lezione",
                    "pt|obrigado pela apresentação",
                    "pt|não consigo ouvir nada",
                    "nl|goedemorgen allemaal",
                    "nl|ik kan het scherm niet zien",
                    "pl|dzień dobry wszystkim",
                    "pl|nie widzę ekranu",
                    "ru|всем привет",
                    "ru|не видно экрана",
                    "uk|дякую за лекцію",
                    "tr|herkese merhaba",
                    "tr|ekranı göremiyorum",
                    "ja|画面が見えません",
                    "ja|こんにちは皆さん",
                    "zh|大家好",
                    "zh|看不到屏幕",
                    "ko|화면이 안 보여요",
                    "ar|شكرا على المحاضرة",
                    "he|תודה על ההרצאה",
                    "hi|स्क्रीन नहीं दिख रही",
                    "el|ευχαριστώ για τη διάλεξη",
                    "sv|tack för föreläsningen",
                    "sv|jag ser inte skärmen",
                    "fi|kiitos luennosta",
                    "cs|nevidím obrazovku",
                    "vi|xin chào mọi người",
                    "id|terima kasih untuk kuliahnya");

    private static Path file;

    @BeforeAll
    static void pull() {
        file =
                ModelStore.standard(ProgressListener.NONE)
                        .resolve("opennlp-langdetect")
                        .resolve("langdetect.bin");
    }

    private static NgramLanguageDetector detector(List<String> expected, double threshold) {
        return new NgramLanguageDetector(file, expected, threshold);
    }

    @Test
    void whatIsSureEnoughIsRightAndMostLinesAreSureEnough() {
        TextAnalyzerConf conf = TextAnalyzerConf.defaults();
        NgramLanguageDetector detector = detector(conf.languages(), conf.languageConfidence());
        int right = 0;
        for (String line : LINES) {
            String[] parts = line.split("\\|", 2);
            LanguageGuess guess = detector.detect(parts[1]);
            assertThat(guess.tag()).as(parts[1]).isIn(parts[0], LanguageGuess.UNDETERMINED);
            assertThat(guess.confidence()).isBetween(0f, 1f);
            right += guess.tag().equals(parts[0]) ? 1 : 0;
        }
        assertThat(right).isGreaterThanOrEqualTo(41);
    }

    @Test
    void whatIsNoLanguageIsUndetermined() {
        NgramLanguageDetector detector = detector(TextAnalyzerConf.defaults().languages(), 0.5);
        for (String text : List.of("", " ", ":) :) 123", "hahaha", "ok", "xkcd 42", "🎉🎉", "\0")) {
            assertThat(detector.detect(text).tag()).as(text).isEqualTo("und");
        }
    }

    @Test
    void onlyExpectedLanguagesAreAnswered() {
        assertThat(detector(List.of("de", "fr"), 0).detect("ik kan het scherm niet zien").tag())
                .isEqualTo("de");
        assertThat(detector(List.of("en"), 0).detect("大家好 大家好").tag()).isEqualTo("en");
        assertThat(detector(List.of(), 0.5).detect("ik kan het scherm niet zien").tag())
                .isEqualTo("nl");
    }

    @Test
    void aMegabyteIsJudgedByItsBeginning() {
        assertThat(
                        detector(List.of("en", "de"), 0.5)
                                .detect("this is a long story ".repeat(50_000))
                                .tag())
                .isEqualTo("en");
    }

    @Test
    void whatIsNoModelIsRefused(@TempDir Path folder) throws Exception {
        Path other = Files.writeString(folder.resolve("x.bin"), "no model");
        assertThatThrownBy(() -> new NgramLanguageDetector(other, List.of(), 0))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("x.bin is no language model");
    }
}
