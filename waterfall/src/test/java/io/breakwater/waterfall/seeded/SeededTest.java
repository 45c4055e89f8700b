package io.breakwater.waterfall.seeded;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A property that must hold for every seed: the method takes one {@link Generator} and runs with fresh seeds. A failure
 * names its seed, and {@code -Dseed=} runs that one alone.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@ExtendWith(SeededRuns.class)
public @interface SeededTest {
    int runs() default 500;
}
