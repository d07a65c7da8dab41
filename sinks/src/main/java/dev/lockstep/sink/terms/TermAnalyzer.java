package dev.lockstep.sink.terms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Takes texts apart into terms: Unicode words, lower case, without accents, English endings and
 * English stop words. Thread-safe.
 *
 * <p>The databases' own analysers differ from each other, so terms are made here and stored; both
 * databases only look them up. Words of other languages lose nothing but what looks like an English
 * ending.
 */
public final class TermAnalyzer implements AutoCloseable {
    private static final String FIELD = "text";

    private final Analyzer analyzer =
            new Analyzer() {
                @Override
                protected TokenStreamComponents createComponents(String fieldName) {
                    Tokenizer words = new StandardTokenizer();
                    TokenStream terms = new EnglishPossessiveFilter(words);
                    terms = new LowerCaseFilter(terms);
                    terms = new ASCIIFoldingFilter(terms);
                    terms = new StopFilter(terms, EnglishAnalyzer.ENGLISH_STOP_WORDS_SET);
                    return new TokenStreamComponents(words, new PorterStemFilter(terms));
                }
            };

    /** The terms of a text in their order, with repeats. */
    public List<String> terms(String text) {
        List<String> found = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream(FIELD, text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                found.add(term.toString());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory could not be read", e);
        }
        return found;
    }

    @Override
    public void close() {
        analyzer.close();
    }
}
