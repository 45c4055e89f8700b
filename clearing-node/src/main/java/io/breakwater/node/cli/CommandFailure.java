package io.breakwater.node.cli;

import picocli.CommandLine.ExitCode;

/** An expected end of a command that is not success: one line for standard error and the exit status. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitStatus;

    private CommandFailure(int exitStatus, String line, Throwable cause) {
        super(line, cause);
        this.exitStatus = exitStatus;
    }

    /** The command was understood and could not be done, or found what it was to find: exit status 1. */
    public static CommandFailure failed(String line, Throwable cause) {
        return new CommandFailure(ExitCode.SOFTWARE, line, cause);
    }

    /** The caller has to change the command or the machine before it can work: exit status 2. */
    public static CommandFailure refused(String line, Throwable cause) {
        return new CommandFailure(ExitCode.USAGE, line, cause);
    }

    public int exitStatus() {
        return exitStatus;
    }
}
