package io.breakwater.waterfall.seeded;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Runs a {@link SeededTest} once per seed on one test instance. */
public final class SeededRuns implements InvocationInterceptor, ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Generator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return new Generator(0);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        invocation.skip();
        String replayed = System.getProperty("seed");
        if (replayed != null) {
            run(Long.parseLong(replayed), method.getExecutable(), context.getRequiredTestInstance());
            return;
        }
        SeededTest settings = method.getExecutable().getAnnotation(SeededTest.class);
        long first = System.nanoTime();
        context.publishReportEntry("first seed", Long.toString(first));
        for (int i = 0; i < (settings == null ? 1 : settings.runs()); i++) {
            run(first + i, method.getExecutable(), context.getRequiredTestInstance());
        }
    }

    private static void run(long seed, Method property, Object test) throws IllegalAccessException {
        try {
            property.setAccessible(true);
            property.invoke(test, new Generator(seed));
        } catch (InvocationTargetException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            throw new AssertionError(
                    "seed " + seed + " (replay with -Dseed=" + seed + "): " + cause.getMessage(), cause);
        }
    }
}
