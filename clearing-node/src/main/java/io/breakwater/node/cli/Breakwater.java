package io.breakwater.node.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
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
            CassandraCommand.class
        })
public final class Breakwater implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The whole command line, as the launcher runs it: the node's commands and every {@link Tool} on the class path. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Breakwater());
        tools().map(CommandLine::new)
                .sorted(Comparator.comparing(CommandLine::getCommandName))
                .forEach(tool -> line.addSubcommand(tool.getCommandName(), tool));
        OneLineErrors errors = new OneLineErrors();
        return line.addSubcommand(new HelpCommand())
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static Stream<Tool> tools() {
        return ServiceLoader.load(Tool.class).stream().map(ServiceLoader.Provider::get);
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
