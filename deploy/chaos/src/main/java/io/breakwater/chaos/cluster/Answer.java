package io.breakwater.chaos.cluster;

import io.breakwater.waterfall.process.Message;

/** What an asker gets back. */
public sealed interface Answer {

    /** The rules' own answer. */
    record Given(Message body) implements Answer {}

    /** The input was not looked at and had no effect. */
    record NotTaken() implements Answer {}

    /** It may have had its effect or not. */
    record Unknown() implements Answer {}
}
