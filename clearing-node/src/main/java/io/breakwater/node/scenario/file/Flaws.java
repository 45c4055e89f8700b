package io.breakwater.node.scenario.file;

import io.breakwater.waterfall.money.DecimalFlaw;
import java.util.Locale;

/** Says why a decimal is refused. */
final class Flaws {

    private Flaws() {}

    static String inWords(DecimalFlaw flaw) {
        return flaw.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
