package io.breakwater.chaos.planted;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;
import org.jspecify.annotations.Nullable;

/** Changes in force: classes as they are loaded are given other byte code, and their own again when this is closed. */
final class Planting implements AutoCloseable {

    private static final Map<String, Change> IN_FORCE = new ConcurrentHashMap<>();

    private final Instrumentation instrumentation = ByteBuddyAgent.install();
    private final List<ResettableClassFileTransformer> transformers = new ArrayList<>();

    Planting(List<Change> changes) {
        for (Change change : changes) {
            if (IN_FORCE.put(change.where(), change) != null) {
                throw new IllegalStateException(change.where() + " is changed twice");
            }
            transformers.add(transformer(change));
        }
    }

    private ResettableClassFileTransformer transformer(Change change) {
        Class<?> loaded = load(change.type());
        ElementMatcher.Junction<MethodDescription> method =
                ElementMatchers.named(change.method()).and(isWhole(change.parameters()));
        if (new TypeDescription.ForLoadedType(loaded)
                .getDeclaredMethods()
                .filter(method)
                .isEmpty()) {
            throw new IllegalStateException("there is no " + change.where() + " to be changed");
        }
        return new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(RedefinitionStrategy.RETRANSFORMATION)
                .with(RedefinitionStrategy.Listener.ErrorEscalating.FAIL_FAST)
                .with(AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly())
                .type(ElementMatchers.is(loaded))
                .transform((builder, type, loader, module, domain) ->
                        builder.visit(Advice.to(Hook.class).on(method)))
                .installOn(instrumentation);
    }

    private static ElementMatcher<MethodDescription> isWhole(OptionalInt parameters) {
        return parameters.isPresent() ? ElementMatchers.takesArguments(parameters.getAsInt()) : ElementMatchers.any();
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("there is no class " + name + " to be changed", e);
        }
    }

    @Override
    public void close() {
        transformers.forEach(each -> each.reset(instrumentation, RedefinitionStrategy.RETRANSFORMATION));
        IN_FORCE.clear();
    }

    /** Woven into every changed method. Public, because it becomes part of classes of other packages. */
    public static final class Hook {

        private Hook() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.Origin("#t#m") String where,
                @Advice.This(optional = true) Object self,
                @Advice.AllArguments(readOnly = false, typing = Typing.DYNAMIC) Object[] arguments) {
            arguments = Planting.Hook.entering(where, self, arguments);
        }

        @Advice.OnMethodExit
        static void exit(
                @Advice.Origin("#t#m") String where,
                @Advice.This(optional = true) Object self,
                @Advice.AllArguments Object[] arguments,
                @Advice.Return(readOnly = false, typing = Typing.DYNAMIC) @Nullable Object result) {
            result = Planting.Hook.leaving(where, self, arguments, result);
        }

        /** The arguments that the method is to have. */
        public static Object[] entering(String where, Object self, Object[] arguments) {
            Change change = IN_FORCE.get(where);
            return change == null ? arguments : change.arguments().of(Call.of(self, arguments), arguments);
        }

        /** What the method is to answer. */
        public static @Nullable Object leaving(String where, Object self, Object[] arguments, @Nullable Object result) {
            Change change = IN_FORCE.get(where);
            return change == null ? result : change.result().of(Call.of(self, arguments), result);
        }
    }
}
