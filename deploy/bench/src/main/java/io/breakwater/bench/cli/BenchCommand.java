package io.breakwater.bench.cli;

import io.breakwater.bench.ground.BenchFailure;
import io.breakwater.bench.report.BenchReport;
import io.breakwater.bench.report.BenchReportJson;
import io.breakwater.bench.report.Machine;
import io.breakwater.bench.report.Measure;
import io.breakwater.node.cli.CommandFailure;
import io.breakwater.node.cli.Tool;
import io.breakwater.node.demo.RunDirectory;
import io.breakwater.node.embedded.CassandraUnavailable;
import io.breakwater.node.embedded.EmbeddedCassandraSettings;
import io.breakwater.node.journal.cassandra.UnreachableCassandraException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code breakwater bench}: what this release reaches on this machine, beside its goals. */
@Command(
        name = "bench",
        description = "Measures on this machine what the house reaches, beside its goals; a table on standard output.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:everything was measured, whatever the figures",
            "1:something could not be measured; standard error says why in one line",
            "2:wrong command line, or the machine lacks what the command needs"
        })
public final class BenchCommand implements Tool {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--quick", description = "smaller and shorter: a few minutes, for figures that are only rough")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "write the figures as JSON too")
    private Optional<Path> json = Optional.empty();

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description = "measure only these: ${COMPLETION-CANDIDATES}")
    private Set<Measurements.Part> only = EnumSet.allOf(Measurements.Part.class);

    /** Somebody ends this process, so that whatever fails now fails for that reason. */
    private volatile boolean ending;

    @Override
    public Integer call() {
        json.ifPresent(BenchCommand::requireWritable);
        Path home = EmbeddedCassandraSettings.projectHome();
        long began = System.nanoTime();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ending = true, "bench-ending"));
        try {
            Machine machine = Machine.here(home);
            RunDirectory directory = RunDirectory.of(EmbeddedCassandraSettings.defaultData(home), "bench");
            List<Measure> measures = new Measurements(
                            home,
                            directory,
                            quick ? Measurements.Scale.QUICK : Measurements.Scale.FULL,
                            part -> say(began, part))
                    .run(only);
            tell(new BenchReport(quick, machine, measures, Duration.ofNanos(System.nanoTime() - began)));
            return ExitCode.OK;
        } catch (CassandraUnavailable | BenchFailure | UnreachableCassandraException failed) {
            return failed(String.valueOf(failed.getMessage()), failed);
        } catch (IOException failed) {
            return failed("the bench could not be run: " + failed, failed);
        }
    }

    private int failed(String line, Exception failure) {
        if (ending) {
            return ExitCode.SOFTWARE;
        }
        throw CommandFailure.failed(line, failure);
    }

    private void say(long began, String part) {
        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
        spec.commandLine().getErr().println("bench: " + seconds + " s: " + part);
        spec.commandLine().getErr().flush();
    }

    private void tell(BenchReport report) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.print(report.table());
        out.flush();
        if (json.isPresent()) {
            Files.writeString(json.get(), BenchReportJson.write(report));
        }
    }

    private static void requireWritable(Path file) {
        Path directory = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        if (Files.isDirectory(file) || !Files.isWritable(Files.exists(file) ? file : directory)) {
            throw CommandFailure.refused("--json: cannot write " + file, new IOException(file.toString()));
        }
    }
}
