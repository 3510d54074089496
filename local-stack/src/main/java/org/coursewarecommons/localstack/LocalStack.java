package org.coursewarecommons.localstack;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.coursewarecommons.localstack.demo.DemoCommand;
import org.coursewarecommons.localstack.stack.StackCommand;
import org.slf4j.LoggerFactory;

/** Entry of the jar: picks the subcommand. */
public final class LocalStack {

    private static final String HELP =
            """
            java -jar local-stack.jar stack --dir DIR [options]   starts the parts and keeps them until it is stopped
            %s""";

    private LocalStack() {}

    /** Exit code 0: done; 1: something failed, one line on the error stream says what; 2: wrong arguments. */
    public static void main(String[] arguments) {
        int code;
        // Names are Chinese, and the locale of a bare machine is not: never print question marks.
        Console console =
                new Console(new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8));
        // The parts start in several threads; a logging system that is still starting itself would complain.
        LoggerFactory.getILoggerFactory();
        try {
            code = run(Arrays.asList(arguments), console);
        } catch (StackException e) {
            System.err.println("courseware: " + e.getMessage());
            code = 1;
        } catch (Exception e) {
            e.printStackTrace();
            code = 1;
        }
        System.exit(code);
    }

    private static int run(List<String> arguments, Console console) throws Exception {
        String command = arguments.isEmpty() ? "--help" : arguments.get(0);
        List<String> rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
        switch (command) {
            case "stack":
                return StackCommand.run(rest, console);
            case "demo":
                return DemoCommand.run(rest, console);
            case "--help", "help":
                console.line("%s", HELP.formatted(StackCommand.HELP));
                return 0;
            default:
                System.err.println("courseware: unknown command " + command + "; --help shows what there is");
                return 2;
        }
    }
}
