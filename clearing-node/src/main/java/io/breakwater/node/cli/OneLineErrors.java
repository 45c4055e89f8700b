package io.breakwater.node.cli;

import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns every failure into exactly one line on standard error and an exit status: 2 for a command line that is wrong, the
 * command's own for an expected failure, 1 for anything else, whose trace is in the log only.
 */
final class OneLineErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        say(command, message(wrong) + suggestion(wrong) + " (see " + name(command) + " --help)");
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof CommandFailure expected) {
            say(command, message(expected));
            return expected.exitStatus();
        }
        LoggerFactory.getLogger(OneLineErrors.class).error("{} failed", name(command), failure);
        String log = Optional.ofNullable(System.getProperty("breakwater.log"))
                .map(file -> " (details in " + file + ")")
                .orElse("");
        say(command, "unexpected failure: " + failure.getClass().getSimpleName() + ": " + message(failure) + log);
        return ExitCode.SOFTWARE;
    }

    private static String suggestion(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            List<String> close = unmatched.getSuggestions();
            return close.isEmpty() ? "" : ", did you mean " + close.get(0) + "?";
        }
        return "";
    }

    private static String message(Throwable failure) {
        return Optional.ofNullable(failure.getMessage()).orElse("no message");
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }

    private static void say(CommandLine command, String text) {
        command.getErr().println("breakwater: " + text.strip().replaceAll("\\s*\\R\\s*", " "));
        command.getErr().flush();
    }
}
