package dev.lockstep.local.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextNormalizerTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    It was the BEST of times,                 | it was the best of times
                    so—“quoted”, they said; (aside)           | so quoted they said aside
                    Don’t ask 'why' o'clock                   | don't ask why o'clock
                    the dogs' home                            | the dogs home
                    well-known e-mail                         | well known e mail
                    rock & roll                               | rock and roll
                    42                                        | forty two
                    0                                         | zero
                    1,234,567                                 | one million two hundred thirty four thousand five hundred sixty seven
                    one hundred and five                      | one hundred five
                    105                                       | one hundred five
                    1st 2nd 3rd 12th 20th 21st 100th          | first second third twelfth twentieth twenty first one hundredth
                    in 1961, 1905, 1900, 2003 and 2024.       | in nineteen sixty one nineteen oh five nineteen hundred two thousand three and twenty twenty four
                    the 1960s and the 90s                     | the nineteen sixties and the nineties
                    1,961 people                              | one thousand nine hundred sixty one people
                    3.5 metres                                | three point five metres
                    $1                                        | one dollar
                    $3.50                                     | three dollars fifty cents
                    three dollars and fifty cents             | three dollars fifty cents
                    $1.5 million                              | one point five million dollars
                    £20 €7                                    | twenty pounds seven euros
                    7%, 7 % and 7 per cent                    | seven percent seven percent and seven percent
                    at 9:30, 9:05 or 12:00                    | at nine thirty nine oh five or twelve
                    -5 degrees                                | minus five degrees
                    10-20                                     | ten twenty
                    agent 007                                 | agent zero zero seven
                    12345678901234567                         | one two three four five six seven eight nine zero one two three four five six seven
                    b2b and 5km                               | b two b and five km
                    café naïve                                | café naïve
                    Mr. and Mrs. St. John, Jr., Dr. No: OK    | mister and missus saint john junior doctor no okay
                    """)
    void readsAsSpoken(String text, String spoken) {
        assertThat(String.join(" ", TextNormalizer.words(text))).isEqualTo(spoken);
    }

    @ParameterizedTest
    @CsvSource(value = {"''", "' '", "'.,;!?'", "''''", "'♪♪'"})
    void textWithoutWordsHasNone(String text) {
        assertThat(TextNormalizer.words(text)).isEmpty();
    }
}
