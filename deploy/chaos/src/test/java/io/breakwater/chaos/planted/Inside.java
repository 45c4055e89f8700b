package io.breakwater.chaos.planted;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;

/** Reaches what a class keeps to itself, for plants only. */
final class Inside {

    private Inside() {}

    /** The value of a field. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // a plant knows what it reads
    static <T> T get(Object of, String name) {
        try {
            Field field = of.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return (T) field.get(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(of.getClass() + " has no " + name, e);
        }
    }

    /** The same record with one component replaced. */
    @SuppressWarnings("unchecked") // a copy is of the type of its original
    static <T> T with(T record, String name, Object value) {
        try {
            RecordComponent[] components = record.getClass().getRecordComponents();
            Class<?>[] types = new Class<?>[components.length];
            Object[] values = new Object[components.length];
            boolean known = false;
            for (int i = 0; i < components.length; i++) {
                known |= components[i].getName().equals(name);
                types[i] = components[i].getType();
                values[i] = components[i].getName().equals(name) ? value : get(record, components[i].getName());
            }
            if (!known) {
                throw new IllegalStateException(record.getClass() + " has no " + name);
            }
            Constructor<?> canonical = record.getClass().getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return (T) canonical.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(record.getClass() + " cannot be copied with another " + name, e);
        }
    }

    /** Calls a method by its name and the number of its arguments. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // a plant knows what it calls
    static <T> T call(Object of, String name, Object... arguments) {
        for (Method method : of.getClass().getDeclaredMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
                try {
                    method.setAccessible(true);
                    return (T) method.invoke(of, arguments);
                } catch (InvocationTargetException e) {
                    throw new IllegalStateException(e.getCause());
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        throw new IllegalStateException(of.getClass() + " has no " + name);
    }
}
