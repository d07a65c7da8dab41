package dev.lockstep.local.topic;

import dev.lockstep.local.failure.UserException;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.schema.topic.Topics;
import java.util.stream.Collectors;

/** Topics as people name them. Stateless. */
public final class NamedTopics {
    private NamedTopics() {}

    /**
     * The topic with a name.
     *
     * @throws UserException that lists the topics when there is none of that name
     */
    public static Topic<?> named(String name) {
        return Topics.all().stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new UserException(
                                        "Lockstep has no topic "
                                                + name
                                                + "; it has "
                                                + Topics.all().stream()
                                                        .map(Topic::name)
                                                        .collect(Collectors.joining(", "))
                                                + "."));
    }
}
