package dev.lockstep.sink.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Passages of several streams, modalities and languages, and fifty questions to them. */
final class SearchCorpus {
    private static final List<String> STREAMS = List.of("talk", "Übung", "o'brien; --", "<b>live");
    private static final List<String> MODALITIES = List.of("speech", "screen", "object", "chat");
    private static final List<List<String>> LANGUAGES =
            List.of(
                    words(
                            "river bridge harbour engine engineer ship captain storm stormy weather"
                                    + " train station signal driver tunnel mountain snow valley"
                                    + " bread baker oven flour market price budget minister"),
                    words(
                            "Brücke Fluß Straße Zug Bahnhof Lokführer Gebirge Schnee Bäcker Mehl"
                                    + " Ofen Markt Preis Haushalt Ministerin Wetter Sturm"),
                    words(
                            "été forêt élève école garçon français naïve cœur pont rivière train"
                                    + " gare neige montagne marché prix"),
                    words("мост река поезд вокзал снег гора хлеб рынок цена погода буря"),
                    words("東京 駅 電車 山 雪 天気 市場 パン 橋 川"),
                    words("नदी पुल रेल पहाड़ बर्फ बाजार रोटी मौसम"));
    private static final List<String> ODD =
            List.of(
                    "don't stop, it's 3.14 and C++",
                    "<img src=x onerror=alert(1)> in the chat",
                    "'; DROP TABLE passage; --",
                    "NEAR(river bridge) AND terms:river OR *",
                    "😀 😀 party 🎉",
                    "?!",
                    "to be or not to be",
                    "user@example.org wrote to https://example.org/a?b=c",
                    "back\\slash and \"quotes\" and 'apostrophes'",
                    "snake_case foo.bar -5 1,000 50%");

    private SearchCorpus() {}

    /** So many passages, with repeats of whole texts among them. */
    static List<TestPassage> passages(int count) {
        Random random = new Random(7);
        List<TestPassage> passages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String stream = STREAMS.get(random.nextInt(STREAMS.size()));
            String modality = MODALITIES.get(random.nextInt(MODALITIES.size()));
            String text = i % 12 == 0 ? ODD.get(i / 12 % ODD.size()) : sentence(random);
            passages.add(
                    new TestPassage(
                            stream,
                            modality + "-" + random.nextInt(2),
                            modality,
                            "k" + i,
                            random.nextInt(300) * 1000L,
                            text));
        }
        return passages;
    }

    /** The questions. */
    static List<SearchQuery> queries() {
        List<SearchQuery> queries = new ArrayList<>();
        for (String text :
                List.of(
                        "bridge over the river",
                        "engineers",
                        "Stormy weather in the mountains",
                        "Straße",
                        "strasse brucke",
                        "cœur naive",
                        "поезд вокзал",
                        "東京の天気",
                        "नदी पुल",
                        "price of bread at the market")) {
            for (SearchMode mode : SearchMode.values()) {
                queries.add(all(text, mode));
            }
        }
        for (String text :
                List.of(
                        "NEAR(river bridge, 3) OR terms : *",
                        "\"unbalanced AND ^river",
                        "don't 3.14",
                        "'; DROP TABLE passage; -- ' | & ! \\",
                        "😀",
                        "<img src=x onerror=alert(1)>",
                        "to be or not to be",
                        "nothing-that-anyone-said",
                        "snake_case foo.bar 50%",
                        "river ".repeat(166))) {
            queries.add(all(text, SearchMode.HYBRID));
        }
        for (SearchMode mode : List.of(SearchMode.WORDS, SearchMode.HYBRID)) {
            queries.add(filtered(Set.of("o'brien; --"), Set.of(), null, null, mode, 100));
            queries.add(filtered(Set.of(), Set.of("chat", "screen"), null, null, mode, 100));
            queries.add(filtered(Set.of(), Set.of(), 20_000L, 21_000L, mode, 50));
            queries.add(filtered(Set.of("talk"), Set.of("speech"), 250_000L, null, mode, 7));
            queries.add(filtered(Set.of("' OR 1=1"), Set.of("x"), null, 5L, mode, 1));
        }
        return Collections.unmodifiableList(queries);
    }

    private static SearchQuery all(String text, SearchMode mode) {
        return new SearchQuery(text, Set.of(), Set.of(), null, null, mode, 20);
    }

    private static SearchQuery filtered(
            Set<String> streams,
            Set<String> modalities,
            @Nullable Long fromMs,
            @Nullable Long toMs,
            SearchMode mode,
            int limit) {
        return new SearchQuery(
                "train to the mountain station", streams, modalities, fromMs, toMs, mode, limit);
    }

    private static List<String> words(String words) {
        return List.of(words.split(" "));
    }

    private static String sentence(Random random) {
        List<String> language = LANGUAGES.get(Math.max(0, random.nextInt(8) - 2));
        int length = 2 + random.nextInt(7);
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            chosen.add(language.get(random.nextInt(language.size())));
        }
        return String.join(" ", chosen);
    }
}
