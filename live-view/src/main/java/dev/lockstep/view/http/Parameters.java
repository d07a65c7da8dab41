package dev.lockstep.view.http;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** Numbers in query strings, with an answer that says what to do where they are none. */
final class Parameters {
    private Parameters() {}

    /** The number; null where it is not given. */
    static @Nullable Long number(Context context, String name) {
        String text = context.queryParam(name);
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw HttpProblem.badRequest(
                    "The parameter " + name + " is not a whole number.",
                    "Give a whole number of at most 18 digits, or leave it out.");
        }
    }

    /** The number between two bounds, inclusive. */
    static int number(Context context, String name, int otherwise, int least, int most) {
        Long number = number(context, name);
        if (number == null) {
            return otherwise;
        }
        if (number < least || number > most) {
            throw HttpProblem.badRequest(
                    "The parameter " + name + " is " + number + ".",
                    "Give a number from " + least + " to " + most + ".");
        }
        return number.intValue();
    }
}
