package org.coursewarecommons.localstack;

import java.util.Arrays;
import java.util.List;
import org.coursewarecommons.localstack.stack.StackCommand;

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
        try {
            code = run(Arrays.asList(arguments));
        } catch (StackException e) {
            System.err.println("courseware: " + e.getMessage());
            code = 1;
        } catch (Exception e) {
            e.printStackTrace();
            code = 1;
        }
        System.exit(code);
    }

    private static int run(List<String> arguments) throws Exception {
        Console console = new Console(System.out);
        String command = arguments.isEmpty() ? "--help" : arguments.get(0);
        List<String> rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
        switch (command) {
            case "stack":
                return StackCommand.run(rest, console);
            case "--help", "help":
                console.line("%s", HELP.formatted(StackCommand.HELP));
                return 0;
            default:
                System.err.println("courseware: unknown command " + command + "; --help shows what there is");
                return 2;
        }
    }
}
