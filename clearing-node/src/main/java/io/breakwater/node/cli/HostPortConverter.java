package io.breakwater.node.cli;

import io.breakwater.node.cluster.HostPort;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code host:port} on the command line. */
final class HostPortConverter implements ITypeConverter<HostPort> {

    @Override
    public HostPort convert(String text) {
        try {
            return HostPort.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException("'" + text + "' is not HOST:PORT");
        }
    }
}
