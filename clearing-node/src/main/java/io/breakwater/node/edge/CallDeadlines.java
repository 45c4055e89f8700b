package io.breakwater.node.edge;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerStreamTracer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sees to it that the toolkit ends every call of ours some time, one whose caller never finishes its request too, and that a
 * deadline which is none is refused as the caller's fault. It reads and corrects the header before the toolkit does; what it
 * found is left in {@link #FOUND} for the interceptors. A little more than is allowed is left to the toolkit, so that our
 * own definite answer comes first.
 */
final class CallDeadlines extends ServerStreamTracer.Factory {

    /** What was found of the deadline: {@link #MISSING} or {@link #MALFORMED}; nothing when there was one. */
    static final Metadata.Key<String> FOUND =
            Metadata.Key.of("breakwater-deadline-found", Metadata.ASCII_STRING_MARSHALLER);

    static final String MISSING = "missing";
    static final String MALFORMED = "malformed";

    private static final Metadata.Key<String> TIMEOUT =
            Metadata.Key.of("grpc-timeout", Metadata.ASCII_STRING_MARSHALLER);

    /** At most 8 digits and a unit, as the protocol of gRPC has it. */
    private static final Pattern FORM = Pattern.compile("([0-9]{1,8})([HMSmun])");

    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Duration longest;
    private final Duration whenMissing;

    CallDeadlines(Duration longest, Duration whenMissing) {
        this.longest = longest;
        this.whenMissing = whenMissing;
    }

    @Override
    public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
        headers.discardAll(FOUND);
        String service = String.valueOf(MethodDescriptor.extractFullServiceName(fullMethodName));
        boolean ours = !AdmissionInterceptor.OPEN_SERVICES.contains(service);
        String text = headers.get(TIMEOUT);
        if (text == null) {
            if (ours) {
                headers.put(FOUND, MISSING);
                replace(headers, whenMissing);
            }
            return new ServerStreamTracer() {};
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            headers.discardAll(TIMEOUT);
            if (ours) {
                headers.put(FOUND, MALFORMED);
                replace(headers, whenMissing);
            }
        } else if (ours && nanos(form) > longest.toNanos()) {
            replace(headers, longest);
        }
        return new ServerStreamTracer() {};
    }

    private static void replace(Metadata headers, Duration by) {
        headers.discardAll(TIMEOUT);
        headers.put(TIMEOUT, by.plus(GRACE).toMillis() + "m");
    }

    private static long nanos(Matcher form) {
        TimeUnit unit =
                switch (form.group(2)) {
                    case "H" -> TimeUnit.HOURS;
                    case "M" -> TimeUnit.MINUTES;
                    case "S" -> TimeUnit.SECONDS;
                    case "m" -> TimeUnit.MILLISECONDS;
                    case "u" -> TimeUnit.MICROSECONDS;
                    default -> TimeUnit.NANOSECONDS;
                };
        return unit.toNanos(Long.parseLong(form.group(1)));
    }
}
