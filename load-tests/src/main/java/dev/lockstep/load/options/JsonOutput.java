package dev.lockstep.load.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Whether a result is printed as JSON behind what people read. Used by one thread. */
public final class JsonOutput {
    @Option(names = "--json", description = "Print the result as JSON on the last line.")
    private boolean json;

    /** Where lines go that are for people alone: not before the JSON. */
    public PrintWriter lines(CommandLine line) {
        return json ? line.getErr() : line.getOut();
    }

    /** Prints a result on the last line of standard output, where that was asked for. */
    public void print(PrintWriter out, Object result) throws JsonProcessingException {
        if (json) {
            out.println(new ObjectMapper().writeValueAsString(result));
            out.flush();
        }
    }
}
