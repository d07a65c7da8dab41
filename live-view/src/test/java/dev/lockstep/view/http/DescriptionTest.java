package dev.lockstep.view.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.lockstep.sink.search.PassageSearch;
import dev.lockstep.sink.search.SearchHit;
import dev.lockstep.sink.search.SearchQuery;
import dev.lockstep.view.model.ViewJson;
import dev.lockstep.view.push.HistoryConf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** openapi.yaml says what the server does: the same addresses, and answers that fit its schemas. */
@Timeout(60)
class DescriptionTest {
    @Test
    void describesEveryAddressAndNoOther() throws Exception {
        try (TestView view = new TestView()) {
            JsonNode description = description(view);
            List<String> paths = new ArrayList<>();
            description.get("paths").fieldNames().forEachRemaining(paths::add);
            assertThat(paths).containsExactlyInAnyOrderElementsOf(view.server.paths());
        }
    }

    @Test
    void answersFitTheirSchemas() throws Exception {
        try (TestView view =
                new TestView(TestView.CONF, HistoryConf.STANDARD, Optional.of(new Hits()))) {
            JsonNode description = description(view);
            view.views.add("demo");
            view.views.put("demo", Samples.caption(0, 0, "some", "words"));
            view.views.put("demo", Samples.window(0, 0));
            view.views.put("demo", Samples.turn(0, 0));
            view.views.put("demo", Samples.scene(100));
            String stream = "/api/v1/streams/demo";
            check(description, "Streams", view.json("/api/v1/streams"));
            check(description, "StreamDetail", view.json(stream));
            check(description, "CaptionPage", view.json(stream + "/captions"));
            check(description, "Windows", view.json(stream + "/windows"));
            check(description, "Turns", view.json(stream + "/turns"));
            check(description, "Compliance", view.json(stream + "/compliance"));
            check(description, "SearchAnswer", view.json("/api/v1/search?q=x"));
            check(description, "Health", view.json("/healthz"));
            check(description, "Problem", view.json("/api/v1/streams/nope"));
            check(description, "Problem", view.json("/api/v1/nothing"));
            check(description, "Problem", view.json("/?q=" + "x".repeat(10_000)));
            try (EventStream events = view.events("demo", "?after=0.0")) {
                view.views.put("demo", Samples.caption(1, 0, "more", "words"));
                view.views.put("demo", Samples.window(1, 0));
                view.views.put("demo", Samples.scene(200));
                view.views.put("demo", Samples.turn(1, 0));
                view.views.status("demo");
                List<String> types = new ArrayList<>();
                for (EventStream.Event event : events.next(7)) {
                    types.add(event.type());
                    check(description, "Message", message(event));
                }
                assertThat(types)
                        .containsExactly(
                                "reset",
                                "snapshot",
                                "caption",
                                "window",
                                "scene",
                                "turn",
                                "status");
                view.server.close();
                check(description, "Message", message(events.next(1).get(0)));
            }
        }
    }

    private static JsonNode message(EventStream.Event event) {
        ObjectNode message = ViewJson.mapper().createObjectNode();
        message.put("id", event.id()).put("type", event.type());
        message.set("data", event.data());
        return message;
    }

    private static JsonNode description(TestView view) throws Exception {
        return new YAMLMapper().readTree(view.get("/api/v1/openapi.yaml").body());
    }

    private static void check(JsonNode description, String name, JsonNode value) {
        ObjectNode schema = ViewJson.mapper().createObjectNode();
        schema.put("$ref", "#/components/schemas/" + name);
        schema.set("components", description.get("components"));
        Schema compiled =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema);
        assertThat(description.at("/components/schemas/" + name).isObject()).isTrue();
        assertThat(compiled.validate(value)).as("%s: %s", name, value).isEmpty();
    }

    /** One hit for whatever is asked. */
    private static final class Hits implements PassageSearch {
        @Override
        public List<SearchHit> search(SearchQuery query) {
            return List.of(
                    new SearchHit("a", "mic", "speech", 5, 8, 1_000, "x", 0.5, List.of("words")));
        }

        @Override
        public void close() {}
    }
}
