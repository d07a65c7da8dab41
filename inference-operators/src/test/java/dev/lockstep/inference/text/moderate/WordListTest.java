package dev.lockstep.inference.text.moderate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordListTest {
    private static final WordList LIST =
            new WordList(
                    List.of(
                            "# words of the test",
                            "",
                            "twit",
                            "darn it  # a phrase",
                            "shed",
                            "sludge*",
                            "Straße",
                            "глупо",
                            "twit"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "you twit|twit",
                "TWIT!|twit",
                "(twit),|twit",
                "tw\u00eft|twit",
                "t\u200bwit|twit",
                "\uff54\uff57\uff49\uff54|twit",
                "tw1t|twit",
                "7w!t|twit",
                "t.w.i.t.|twit",
                "$h3d|shed",
                "sh3d!!|shed",
                "Darn   it, again|darn it",
                "sludge|sludge*",
                "sludgelike|sludge*",
                "die STRASSE|Straße",
                "как глупо!|глупо",
                "oh-twit-no|twit",
            })
    void findsAWordHoweverItIsWritten(String text, String entry) {
        assertThat(LIST.find(text)).containsExactly(entry);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "twitter",
                "nitwit",
                "watershed",
                "sludg",
                "darn and it",
                "darn items",
                "it darn",
                "1 2 7 3",
                "t w i t",
                "\ud83c\udf89 \ud800",
                "   ",
                ""
            })
    void aPartOfAWordIsNoHit(String text) {
        assertThat(LIST.find(text)).isEmpty();
    }

    @Test
    void everyEntryIsNamedOnceAndInTheOrderOfTheText() {
        assertThat(LIST.size()).isEqualTo(6);
        assertThat(LIST.find("darn\nit")).containsExactly("darn it");
        assertThat(LIST.find("shed, twit, shed, darn it"))
                .containsExactly("shed", "twit", "darn it");
        assertThat(new WordList(List.of("#", " ", "*")).find("anything *")).isEmpty();
    }

    @Test
    void aTownIsNoHitOfAWordInItsName() {
        WordList list = new WordList(List.of("cunt", "sex", "ass"));
        assertThat(list.find("From Scunthorpe in Essex to the grass of Sussex, class of 1999."))
                .isEmpty();
        assertThat(list.find("what an a$$")).containsExactly("ass");
    }

    @Test
    void aMegabyteIsSearchedToItsEnd() {
        String text = "harmless words ".repeat(70_000) + "twit";
        assertThat(text.length()).isGreaterThan(1 << 20);
        assertThat(LIST.find(text)).containsExactly("twit");
        assertThat(LIST.find("x".repeat(1 << 20))).isEmpty();
    }
}
