package io.breakwater.node.cli;

import java.util.concurrent.Callable;

/**
 * A command of {@code ./breakwater} that is no part of a node: a measurement, a simulation. A class that bears
 * {@code picocli.CommandLine.Command}, has a public constructor without parameters and is named in its jar's
 * {@code META-INF/services/io.breakwater.node.cli.Tool} becomes a subcommand with the help, the errors in one line and
 * the exit statuses of all others; {@link #call} answers the exit status, or throws a {@link CommandFailure}.
 *
 * <p>The launcher puts {@code deploy/<module>/target/tool/*} on the class path of every command but {@code node}: no
 * process of a node ever sees a tool or what it depends on.
 */
public interface Tool extends Callable<Integer> {}
