package io.breakwater.node.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command line of Breakwater. Exit status: 0 done, 1 could not be done, 2 the command line or the machine has to be
 * changed first. Without a command it prints its help and exits 0.
 */
@Command(
        name = "breakwater",
        description = "A central counterparty that runs as a cluster.",
        mixinStandardHelpOptions = true,
        versionProvider = Breakwater.Version.class,
        scope = CommandLine.ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:could not be done; standard error says why in one line",
            "2:wrong command line, or the machine lacks what the command needs"
        },
        subcommands = {
            DemoCommand.class, //
            NodeCommand.class,
            AuditCommand.class,
            SchemaCommand.class,
            CassandraCommand.class,
            HelpCommand.class
        })
public final class Breakwater implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The whole command line, as the launcher runs it. */
    public static CommandLine commandLine() {
        OneLineErrors errors = new OneLineErrors();
        return new CommandLine(new Breakwater())
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** The release, as the jar states it. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            Optional<String> release =
                    Optional.ofNullable(Breakwater.class.getPackage().getImplementationVersion());
            return List.of("breakwater " + release.orElse("(unpackaged)")).toArray(String[]::new);
        }
    }
}
